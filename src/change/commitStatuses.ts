/** What a commit's page, and branch protection, show under one name. */
export interface CommitStatus {
  readonly state: 'success' | 'pending' | 'failure' | 'error';
  /** At most 140 characters. */
  readonly description: string;
}

/** Commit statuses on the code host. Every call may throw a `HumanError`. */
export interface CommitStatuses {
  /** The latest status of this name, and where it links to; undefined when there is none. */
  latest(
    sha: string,
    name: string,
    signal: AbortSignal,
  ): Promise<(CommitStatus & { readonly link: string | undefined }) | undefined>;
  set(sha: string, name: string, status: CommitStatus, link: string, signal: AbortSignal): Promise<void>;
  /** Numbers of the open pull requests whose head is this commit, those from forks included. */
  openPullRequestsAt(sha: string, signal: AbortSignal): Promise<readonly number[]>;
}
