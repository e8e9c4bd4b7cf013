import { HumanError, sentenceOf } from '../base/errors.ts';
import { evaluate } from '../procedure/evaluate.ts';
import type { ChangeRecord, Fact, PullRequest, Ticket } from '../procedure/changeRecord.ts';
import { defaultProcedure, type Procedure } from '../procedure/procedure.ts';
import { ticketIn } from './branchName.ts';
import type { HostedRepository } from './codeHost.ts';
import type { RemoteRepository } from './hosts.ts';
import type { Change, ObservedChange, ProcedureSource } from './observedChange.ts';
import { fingerprintOf } from './probeChange.ts';
import type { ObservePorts, PullRequestPorts } from './observePorts.ts';
import { readProcedure, type ReadProcedure } from './readProcedure.ts';
import { ticketLinks } from './ticketLinks.ts';
import type { TicketSummary } from './tracker.ts';
import type { WorkingCopy } from './workingCopy.ts';

/**
 * Gathers what is known of the branch that is checked out, and judges it.
 *
 * What can't be read is listed as unknown, with the reason; it never looks done.
 *
 * @throws {HumanError} when not even the repository can be read.
 */
export async function observeChange(
  ports: ObservePorts,
  now: Date,
  signal: AbortSignal,
): Promise<ObservedChange> {
  const { workingCopy, codeHost } = ports;
  const { head } = await workingCopy.state();
  if (head.kind !== 'branch') {
    return { kind: 'none', branch: head.kind === 'unborn' ? head.name : undefined };
  }
  const repository = await codeHost.repository(signal);
  const rules = await procedureOf(workingCopy, ports.base, repository);
  const { baseBranch } = rules.procedure;
  if (head.name === baseBranch || head.name === repository.defaultBranch) {
    return { kind: 'none', branch: head.name };
  }
  const pullRequest = await attempt('pullRequest', async () =>
    newest(await codeHost.pullRequestsFrom(head.name, signal)),
  );
  const change = await gather(ports, { repository, rules, branch: head, pullRequest }, now, signal);
  return { kind: 'change', ...change };
}

/**
 * Gathers what is known of a pull request by its number, and judges it; nothing of it needs to be checked out.
 *
 * @throws {HumanError} when the pull request can't be read.
 */
export async function observePullRequest(
  ports: PullRequestPorts,
  number: number,
  now: Date,
  signal: AbortSignal,
): Promise<Change> {
  const { workingCopy, codeHost, base } = ports;
  const repository = await codeHost.repository(signal);
  const rules = await procedureOf(workingCopy, base, repository);
  const pullRequest = await codeHost.pullRequest(number, signal);
  const branch = { name: pullRequest.headRef, sha: pullRequest.headSha };
  const read = { repository, rules, branch, pullRequest: { value: pullRequest, unknown: [] } };
  return gather(ports, read, now, signal);
}

interface Read {
  readonly repository: HostedRepository;
  readonly rules: Rules;
  readonly branch: { readonly name: string; readonly sha: string };
  readonly pullRequest: Attempt<PullRequest>;
}

async function gather(
  { workingCopy, codeHost, tracker, base: { remote, host } }: PullRequestPorts,
  { repository, rules: { procedure, source }, branch, pullRequest }: Read,
  now: Date,
  signal: AbortSignal,
): Promise<Change> {
  const ticketKey =
    (await workingCopy?.ticketOf(branch.name)) ?? ticketIn(branch.name, procedure.branch.name);
  const [viewer, ticket, files] = await Promise.all([
    codeHost.viewer(signal).catch(orUndefined),
    attempt('ticket', async () => (ticketKey === undefined ? undefined : tracker.find(ticketKey, signal))),
    attempt('files', async () =>
      workingCopy?.changedFiles(`refs/remotes/${remote}/${source.baseBranch}`, branch.sha),
    ),
  ]);
  const links = (key: string) =>
    ticketLinks(key, { name: branch.name, pattern: procedure.branch.name }, pullRequest.value);
  const record: ChangeRecord = {
    schema: 'change-record/1',
    capturedAt: now.toISOString(),
    repository: {
      host: host.authority,
      owner: repository.owner,
      name: repository.name,
      defaultBranch: repository.defaultBranch,
    },
    branch: { name: branch.name, headSha: branch.sha },
    ticket: ticket.value ? ticketOfRecord(ticket.value, links(ticket.value.key)) : null,
    pullRequest: pullRequest.value ?? null,
    commits: [],
    files: files.value ?? [],
    reviews: [],
    checks: [],
    deployments: [],
    patchIds: {},
    people: {},
    teams: {},
    unknown: [
      ...ticket.unknown,
      ...pullRequest.unknown,
      ...files.unknown,
      ...notReadYet(pullRequest.value, procedure),
    ],
  };
  return {
    branch: branch.name,
    ticketKey,
    ticket: ticket.value,
    record,
    procedure,
    procedureSource: source,
    viewer,
    fingerprint: pullRequest.value && fingerprintOf(pullRequest.value),
    report: evaluate(procedure, record),
  };
}

/** For what is shown when it is known, and missed by nothing when it is not. */
function orUndefined(error: unknown): undefined {
  if (!(error instanceof HumanError)) {
    throw error;
  }
}

interface Rules {
  readonly procedure: Procedure;
  readonly source: ProcedureSource;
}

/** From the base branch as this clone knows it; the pull request itself can't loosen the rules that judge it. */
async function procedureOf(
  workingCopy: WorkingCopy | undefined,
  { remote }: RemoteRepository,
  { defaultBranch }: HostedRepository,
): Promise<Rules> {
  const commit = `refs/remotes/${remote}/${defaultBranch}`;
  if (!workingCopy) {
    return {
      procedure: defaultProcedure,
      source: { baseBranch: defaultBranch, commit: undefined, problem: undefined, differsHere: false },
    };
  }
  const read = await readProcedure(workingCopy, commit).catch((error: unknown): ReadProcedure => {
    if (!(error instanceof HumanError)) {
      throw error;
    }
    return {
      procedure: defaultProcedure,
      problem: `The procedure file could not be read: ${sentenceOf(error)}`,
    };
  });
  const { procedure, problem } = read;
  const baseBranch = procedure.baseBranch ?? defaultBranch;
  return { procedure, source: { baseBranch, commit: undefined, problem, differsHere: false } };
}

/** The record holds what the rules look at; what else we know of the ticket is for the view. */
function ticketOfRecord(ticket: TicketSummary, linkedBy: Ticket['linkedBy']): Ticket {
  const { tracker, key, url, title, state, createdAt, createdBy, closedAt, isPullRequest, notPlanned } =
    ticket;
  return {
    tracker,
    key,
    url,
    title,
    state,
    createdAt,
    createdBy,
    ...(closedAt !== undefined && { closedAt }),
    ...(isPullRequest !== undefined && { isPullRequest }),
    ...(notPlanned !== undefined && { notPlanned }),
    linkedBy,
  };
}

interface Attempt<T> {
  readonly value: T | undefined;
  readonly unknown: ChangeRecord['unknown'];
}

async function attempt<T>(fact: Fact, read: () => Promise<T | undefined>): Promise<Attempt<T>> {
  try {
    return { value: await read(), unknown: [] };
  } catch (error) {
    if (!(error instanceof HumanError)) {
      throw error;
    }
    return { value: undefined, unknown: [{ fact, reason: sentenceOf(error) }] };
  }
}

/** The newest open one; else the newest that was merged; else the newest. */
function newest(pullRequests: readonly PullRequest[]): PullRequest | undefined {
  const inState = (state: PullRequest['state']) =>
    pullRequests.find((pullRequest) => pullRequest.state === state);
  return inState('open') ?? inState('merged') ?? pullRequests[0];
}

/** Before there is a pull request nothing else exists. With one, all of this does, and is not read here. */
function notReadYet(pullRequest: PullRequest | undefined, { ticket }: Procedure): ChangeRecord['unknown'] {
  const reason =
    'This version of Change Guide reads the ticket, the branch, its files and the pull request only.';
  const facts: readonly Fact[] = pullRequest
    ? ['commits', 'reviews', 'checks', 'deployments', 'people']
    : ticket.before === 'first-commit'
      ? ['commits']
      : [];
  return facts.map((fact) => ({ fact, reason }));
}
