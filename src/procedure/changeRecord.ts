/**
 * The facts about one change, as plain data: what an adapter gathered, and all that the rules look at.
 *
 * Times are `YYYY-MM-DDTHH:MM:SS[.fraction]Z`. Logins, team names and labels are compared without regard to
 * case, all else exactly.
 */
export interface ChangeRecord {
  readonly schema: 'change-record/1';
  readonly capturedAt: string;
  readonly repository: {
    readonly host: string;
    readonly owner: string;
    readonly name: string;
    readonly defaultBranch: string;
  };
  readonly branch: { readonly name: string; readonly headSha: string };
  readonly ticket: Ticket | null;
  readonly pullRequest: PullRequest | null;
  /** Of the pull request; before there is one, of the branch over its base. */
  readonly commits: readonly Commit[];
  readonly files: readonly ChangedFile[];
  /** Every submitted review, whatever its state. */
  readonly reviews: readonly Review[];
  /** Check runs and commit statuses of the head commit, the latest per name; required ones that have not reported are pending. */
  readonly checks: readonly Check[];
  readonly deployments: readonly Deployment[];
  /**
   * A digest, by commit, of the change's whole diff against its merge base as it stood at that commit:
   * for the head, the reviewed and the deployed commits.
   */
  readonly patchIds: Readonly<Record<string, string>>;
  /** By login: everyone named anywhere in the record. */
  readonly people: Readonly<Record<string, Person>>;
  /** By `organisation/team`: the active members, child teams included. A team that is not here is unread. */
  readonly teams: Readonly<Record<string, readonly string[] | { readonly unknown: string }>>;
  readonly unknown: readonly { readonly fact: Fact; readonly reason: string }[];
}

/** The facts that can be unread as a whole. */
export const facts = [
  'ticket',
  'pullRequest',
  'commits',
  'files',
  'reviews',
  'checks',
  'deployments',
  'people',
] as const;
export type Fact = (typeof facts)[number];

export interface Ticket {
  readonly tracker: string;
  readonly key: string;
  readonly url: string;
  readonly title: string;
  readonly state: 'open' | 'closed';
  readonly createdAt: string;
  readonly createdBy: string;
  readonly closedAt?: string;
  readonly isPullRequest?: boolean;
  /** Counts when closed. */
  readonly notPlanned?: boolean;
  /** With none, it is as if there were no ticket. */
  readonly linkedBy: readonly ('closing-keyword' | 'branch-name' | 'title' | 'body')[];
}

export interface PullRequest {
  readonly number: number;
  readonly url: string;
  readonly title: string;
  /** For a merged pull request the text as at the merge, where the host's edit history has it. */
  readonly body: string;
  readonly author: string;
  readonly isDraft: boolean;
  readonly state: 'open' | 'closed' | 'merged';
  readonly createdAt: string;
  readonly baseRef: string;
  readonly headRef: string;
  /** The last edit of the text that `body` holds. */
  readonly bodyEditedAt?: string;
  readonly headSha: string;
  readonly labels: readonly string[];
  readonly mergedAt?: string;
  readonly mergedBy?: string;
  readonly mergeCommitSha?: string;
}

export interface Commit {
  readonly sha: string;
  readonly parents: readonly string[];
  /** Author and co-authors; null is someone with no known account. */
  readonly authors: readonly (string | null)[];
  readonly committer: string | null;
  readonly authoredAt: string;
  readonly committedAt: string;
  /** A merge whose tree is exactly what git makes of its parents, without a hand. */
  readonly cleanMerge?: boolean;
}

export interface ChangedFile {
  readonly path: string;
  readonly previousPath?: string;
  readonly status: 'added' | 'modified' | 'removed' | 'renamed';
}

export interface Review {
  readonly id: string;
  readonly author: string;
  readonly state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED';
  readonly commitSha: string | null;
  readonly submittedAt: string;
  readonly body?: string;
  readonly url?: string;
  /** Beside state DISMISSED, where the host tells. */
  readonly dismissed?: { readonly at: string; readonly previousState: 'APPROVED' | 'CHANGES_REQUESTED' };
}

export interface Check {
  readonly name: string;
  readonly result: 'success' | 'failure' | 'pending' | 'skipped' | 'neutral';
  readonly completedAt?: string;
  readonly url?: string;
}

/** A deployment with its latest status. */
export interface Deployment {
  readonly environment: string;
  readonly sha: string;
  readonly state: 'success' | 'failure' | 'pending' | 'inactive';
  readonly updatedAt: string;
  /** When it first succeeded: hosts turn a success `inactive` when the next one comes. */
  readonly succeededAt?: string;
  readonly url?: string;
}

export interface Person {
  readonly kind: 'user' | 'bot';
  readonly permission: 'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none' | 'unknown';
}
