import { HumanError, sentenceOf } from '../base/errors.ts';
import { evaluate } from '../procedure/evaluate.ts';
import type { ChangeRecord, Fact, PullRequest, Ticket } from '../procedure/changeRecord.ts';
import { defaultProcedure, type Procedure } from '../procedure/procedure.ts';
import type { ComplianceReport } from '../procedure/report.ts';
import { ticketIn } from './branchName.ts';
import type { CodeHost, HostedRepository } from './codeHost.ts';
import type { RemoteRepository } from './hosts.ts';
import { readProcedure, type ReadProcedure } from './readProcedure.ts';
import { ticketLinks } from './ticketLinks.ts';
import type { TicketSummary, Tracker } from './tracker.ts';
import type { WorkingCopy } from './workingCopy.ts';

export interface ObservePorts {
  readonly workingCopy: WorkingCopy;
  readonly codeHost: CodeHost;
  readonly tracker: Tracker;
  readonly base: RemoteRepository;
}

/** What is known of the branch that is checked out. */
export type ObservedChange =
  | {
      readonly kind: 'none';
      /** Why there is no change here: the base branch, or no branch at all. */ readonly branch:
        string | undefined;
    }
  | {
      readonly kind: 'change';
      readonly branch: string;
      readonly ticketKey: string | undefined;
      /** Undefined when there is none, or when it could not be read: the record says which. */
      readonly ticket: TicketSummary | undefined;
      readonly record: ChangeRecord;
      readonly report: ComplianceReport;
      /** What is wrong with the procedure file, so that the defaults hold. */
      readonly procedureProblem: string | undefined;
    };

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
  const { workingCopy, codeHost, tracker } = ports;
  const { remote, host } = ports.base;
  const { head } = await workingCopy.state();
  if (head.kind !== 'branch') {
    return { kind: 'none', branch: head.kind === 'unborn' ? head.name : undefined };
  }
  const repository = await codeHost.repository(signal);
  const { procedure, problem } = await procedureOf(workingCopy, ports.base, repository);
  if (
    head.name === (procedure.baseBranch ?? repository.defaultBranch) ||
    head.name === repository.defaultBranch
  ) {
    return { kind: 'none', branch: head.name };
  }
  const ticketKey = (await workingCopy.ticketOf(head.name)) ?? ticketIn(head.name, procedure.branch.name);
  const base = `refs/remotes/${remote}/${procedure.baseBranch ?? repository.defaultBranch}`;
  const [ticket, pullRequest, files] = await Promise.all([
    attempt('ticket', async () => (ticketKey === undefined ? undefined : tracker.find(ticketKey, signal))),
    attempt('pullRequest', async () => newest(await codeHost.pullRequestsFrom(head.name, signal))),
    attempt('files', async () => workingCopy.changedFiles(base, head.sha)),
  ]);
  const links = (key: string) =>
    ticketLinks(key, { name: head.name, pattern: procedure.branch.name }, pullRequest.value);
  const record: ChangeRecord = {
    schema: 'change-record/1',
    capturedAt: now.toISOString(),
    repository: {
      host: host.authority,
      owner: repository.owner,
      name: repository.name,
      defaultBranch: repository.defaultBranch,
    },
    branch: { name: head.name, headSha: head.sha },
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
    kind: 'change',
    branch: head.name,
    ticketKey,
    ticket: ticket.value,
    record,
    report: evaluate(procedure, record),
    procedureProblem: problem,
  };
}

/** From the base branch as this clone knows it; the pull request itself can't loosen the rules that judge it. */
async function procedureOf(
  workingCopy: WorkingCopy,
  { remote }: RemoteRepository,
  { defaultBranch }: HostedRepository,
): Promise<ReadProcedure> {
  try {
    return await readProcedure(workingCopy, `refs/remotes/${remote}/${defaultBranch}`);
  } catch (error) {
    if (!(error instanceof HumanError)) {
      throw error;
    }
    return {
      procedure: defaultProcedure,
      problem: `The procedure file could not be read: ${sentenceOf(error)}`,
    };
  }
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
