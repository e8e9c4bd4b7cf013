import type { ChangeRecord, Fact, PullRequest } from './changeRecord.ts';
import { instant, type Instant } from './instants.ts';
import type { Procedure } from './procedure.ts';

/** The change that is judged, as far as its facts could be read. */
export interface Change {
  readonly procedure: Procedure;
  readonly record: ChangeRecord;
  /** Null where there is none, and where it could not be read. */
  readonly pullRequest: PullRequest | null;
  /** The commit that is judged. */
  readonly head: string;
  readonly baseBranch: string;
  /** When the pull request was merged; null while it is not, or not known to be. */
  readonly mergedAt: Instant | null;
  /** The facts that could not be read, with the reason. */
  readonly unread: ReadonlyMap<Fact, string>;
}

export function readChange(procedure: Procedure, record: ChangeRecord): Change {
  const unread = unreadFacts(record);
  const pullRequest = unread.has('pullRequest') ? null : record.pullRequest;
  return {
    procedure,
    record,
    pullRequest,
    head: record.pullRequest?.headSha ?? record.branch.headSha,
    baseBranch: procedure.baseBranch ?? record.repository.defaultBranch,
    mergedAt:
      pullRequest?.state === 'merged' && pullRequest.mergedAt !== undefined
        ? instant(pullRequest.mergedAt)
        : null,
    unread,
  };
}

/** Whether all of these facts could be read. */
export function isRead(change: Change, ...facts: readonly Fact[]): boolean {
  return change.unread.size === 0 || !facts.some((fact) => change.unread.has(fact));
}

/** What the record says could not be read, and what contradicts itself; of each fact the first reason. */
function unreadFacts({ unknown, pullRequest, commits }: ChangeRecord): Map<Fact, string> {
  const unread = new Map<Fact, string>();
  const add = (fact: Fact, reason: string): void => {
    if (!unread.has(fact)) {
      unread.set(fact, reason);
    }
  };
  for (const { fact, reason } of unknown) {
    add(fact, reason);
  }
  if (pullRequest !== null && !commits.some(({ sha }) => sha === pullRequest.headSha)) {
    add('commits', "the pull request's head is not among them");
  }
  if (pullRequest?.state === 'merged' && pullRequest.mergedAt === undefined) {
    add('pullRequest', 'it is merged, but not when');
  }
  return unread;
}
