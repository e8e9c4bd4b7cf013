import { HumanError, sentenceOf } from '../base/errors.ts';
import type { ChangeRecord, Commit, Fact } from '../procedure/changeRecord.ts';
import { evaluate } from '../procedure/evaluate.ts';
import { ticketIn } from './branchName.ts';
import { cleanMergesOf, unchangedCommits } from './commitProofs.ts';
import type { HostedChange } from './hostedChange.ts';
import { HostError, withLink } from './hostError.ts';
import { parseChangeRecord } from '../procedure/parseChangeRecord.ts';
import type { JudgePorts } from './observePorts.ts';
import type { Change } from './observedChange.ts';
import { isOwnCheck } from './procedureStatus.ts';
import { sourceOf, type Rules } from './rules.ts';
import { teamsOf } from './teams.ts';
import { findTicket, ticketOfRecord } from './linkedTicket.ts';
import { say } from '../base/say.ts';

/** What only the clone knows of a change; for a pull request that is not checked out, what the host knows of its head. */
export interface LocalBranch {
  readonly name: string;
  readonly sha: string;
  /** What git remembers of the ticket that the branch was made for. */
  readonly ticket: string | undefined;
}

/** Puts together what the host and the clone know, and judges it. What could not be read is unknown, with the reason. */
export async function gatherChange(
  ports: JudgePorts,
  hosted: HostedChange,
  rules: Rules,
  branch: LocalBranch,
  now: Date,
  signal: AbortSignal,
): Promise<Change> {
  const { procedure } = rules;
  const { pullRequest, repository } = hosted;
  const unknown = new Map<Fact, string>(hosted.unknown.map(({ fact, reason }) => [fact, reason]));
  const attempt = async <T>(fact: Fact, read: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof HumanError)) {
        throw error;
      }
      if (!unknown.has(fact)) {
        unknown.set(fact, error instanceof HostError ? withLink(error) : sentenceOf(error));
      }
      return otherwise;
    }
  };
  const ticketKey = branch.ticket ?? ticketIn(branch.name, procedure.branch.name);
  const [linked, teams, files, commits, source] = await Promise.all([
    attempt(
      'ticket',
      async () => findTicket(ports.tracker, hosted, rules, branch.name, ticketKey, signal),
      undefined,
    ),
    teamsOf(procedure, ports.codeHost, signal),
    pullRequest ? hosted.files : attempt('files', async () => localFiles(ports, rules, branch), []),
    pullRequest
      ? cleanMergesOf(ports, hosted, signal)
      : attempt('commits', async () => localCommits(ports, rules, branch, hosted.viewer), []),
    sourceOf(rules, ports.workingCopy),
  ]);
  const proofs = await attempt(
    'deployments',
    async () => unchangedCommits(ports, hosted, procedure, signal),
    {
      patchIds: {},
      deployments: [],
    },
  );
  const record: ChangeRecord = {
    schema: 'change-record/1',
    capturedAt: capturedAt(now, hosted.at),
    repository: {
      host: ports.base.host.authority,
      owner: repository.owner,
      name: repository.name,
      defaultBranch: repository.defaultBranch,
    },
    branch: { name: branch.name, headSha: branch.sha },
    ticket: linked ? ticketOfRecord(linked) : null,
    pullRequest: pullRequest?.pullRequest ?? null,
    commits,
    files,
    reviews: hosted.reviews,
    checks: hosted.checks.filter(({ name }) => !isOwnCheck(name)),
    deployments: [...hosted.deployments, ...proofs.deployments],
    patchIds: proofs.patchIds,
    people: hosted.people,
    teams,
    unknown: [...unknown].map(([fact, reason]) => ({ fact, reason })),
  };
  mustBeSound(record);
  return {
    branch: branch.name,
    ticketKey,
    ticket: linked?.ticket,
    record,
    otherPullRequests: hosted.otherPullRequests,
    procedure,
    procedureSource: source,
    viewer: hosted.viewer,
    fingerprint: hosted.fingerprint,
    report: evaluate(procedure, record),
  };
}

/** The rules take the record at its word, and the host's answers are a stranger's. */
function mustBeSound(record: ChangeRecord): void {
  const parsed = parseChangeRecord(record);
  if (!parsed.ok) {
    const [problem] = parsed.problems;
    throw new HostError(
      'malformed',
      say`${record.repository.host} answered with something that Change Guide can’t read (${problem?.path ?? ''}: ${problem?.message ?? ''}). Refresh in a moment.`,
    );
  }
}

/** What the record compares it with are the host's times, so a clock of ours that is wrong is put right. */
function capturedAt(now: Date, theirs: Date | undefined): string {
  const isOff = theirs !== undefined && Math.abs(theirs.getTime() - now.getTime()) > 60_000;
  return (isOff ? theirs : now).toISOString();
}

async function localFiles({ workingCopy, base }: JudgePorts, { baseBranch }: Rules, { sha }: LocalBranch) {
  return (await workingCopy?.changedFiles(`refs/remotes/${base.remote}/${baseBranch}`, sha)) ?? [];
}

/** Before there is a pull request; whose account an address is, git knows only of the person's own. */
async function localCommits(
  { workingCopy, base }: JudgePorts,
  { baseBranch }: Rules,
  { sha }: LocalBranch,
  viewer: string | undefined,
): Promise<readonly Commit[]> {
  return (await workingCopy?.commitsOver(`refs/remotes/${base.remote}/${baseBranch}`, sha, viewer)) ?? [];
}
