import type { RemoteRepository } from './hosts.ts';

/** The history of base branches, as git has it on the host. Every call may throw a `HumanError`. */
export interface BaseHistory {
  /** The commits that the base branch itself went through in a period: first parents only, the oldest first. */
  firstParents(
    repository: RemoteRepository,
    branch: string,
    period: { readonly since: Date; readonly until: Date },
    signal: AbortSignal,
  ): Promise<BaseCommits>;
}

export interface BaseCommits {
  /** The newest commit of the branch, in the period or not; undefined when there is no such branch. */
  readonly tip: string | undefined;
  readonly commits: readonly BaseCommit[];
}

export interface BaseCommit {
  readonly sha: string;
  /** Undefined for the first commit of the branch. */
  readonly firstParent: string | undefined;
  readonly committedAt: Date;
  /** Its date contradicts those of its neighbours: it is in the period as far as its place on the branch tells. */
  readonly misdated: boolean;
  readonly author: { readonly name: string; readonly email: string };
  readonly subject: string;
  /** The commit that its message says it reverts. */
  readonly reverts: string | undefined;
}
