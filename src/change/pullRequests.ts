/** The host's pull requests, to be written. Every call may throw a `HumanError`. */
export interface PullRequests {
  /** By its number. */
  find(number: number, signal: AbortSignal): Promise<HostedPullRequest>;
  /** The open one from this branch into that base; undefined when there is none. */
  findOpen(head: Head, base: string, signal: AbortSignal): Promise<HostedPullRequest | undefined>;
  create(pullRequest: NewPullRequest, signal: AbortSignal): Promise<HostedPullRequest>;
  describe(number: number, description: Description, signal: AbortSignal): Promise<void>;
  /** Fine when it is so already. */
  markReady(pullRequest: Pick<HostedPullRequest, 'id'>, signal: AbortSignal): Promise<void>;
  addLabels(number: number, labels: readonly string[], signal: AbortSignal): Promise<void>;
  requestReviewers(number: number, reviewers: Reviewers, signal: AbortSignal): Promise<void>;
  /** Logins of the people who can be mentioned and assigned, at most a hundred. */
  people(signal: AbortSignal): Promise<readonly string[]>;
}

/** A branch, and whose repository it is in: a fork's owner is another than the base's. */
export interface Head {
  readonly owner: string;
  readonly branch: string;
}

export interface Description {
  readonly title: string;
  /** Markdown. */
  readonly body: string;
}

export interface NewPullRequest extends Description {
  readonly head: Head;
  readonly base: string;
  readonly isDraft: boolean;
}

export interface HostedPullRequest extends Description {
  /** The host's own id, for GraphQL. */
  readonly id: string;
  readonly number: number;
  readonly url: string;
  readonly state: 'open' | 'closed' | 'merged';
  readonly isDraft: boolean;
  readonly labels: readonly string[];
}

export interface Reviewers {
  readonly users: readonly string[];
  /** Slugs of teams of the organisation that owns the repository. */
  readonly teams: readonly string[];
}
