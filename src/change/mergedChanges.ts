import type { HostedChange, RepositoryName } from './hostedChange.ts';
import type { FoundTickets, WantedTickets } from './openChanges.ts';

/** The merged pull requests of one host, many at once. Every call may throw a `HumanError`. */
export interface MergedChanges {
  /** All repositories of an organization or a person, archived ones too. */
  repositoriesOf(owner: string, signal: AbortSignal): Promise<readonly RepositoryName[]>;
  /** What the changes of a repository have in common: read once for all of them. */
  repository(name: RepositoryName, signal: AbortSignal): Promise<AuditedRepository>;
  /** Which merged pull requests brought these commits to the repository. */
  pullRequestsOf(
    repository: AuditedRepository,
    commits: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, BroughtBy>>;
  /** Reads pull requests in full, as of their merge, in the order asked for. */
  read(
    repository: AuditedRepository,
    wanted: readonly WantedChange[],
    signal: AbortSignal,
  ): Promise<readonly MergedChange[]>;
  /** Tickets by their keys; whatever is no key names no ticket. */
  tickets(wanted: readonly WantedTickets[], signal: AbortSignal): Promise<readonly FoundTickets[]>;
}

/** Plain JSON, so that an audit that goes on need not read it again. */
export interface AuditedRepository extends RepositoryName {
  readonly url: string;
  readonly baseBranch: string;
  /** What the adapter needs of it. */
  readonly facts: unknown;
}

/** Numbers of the pull requests that brought a commit, the likeliest first; or why that could not be read. */
export type BroughtBy = readonly number[] | { readonly unread: string };

export interface WantedChange {
  readonly number: number;
  /** The commit that it was merged onto, whose procedure file counts; undefined for a branch's first commit. */
  readonly onto: string | undefined;
}

export interface MergedChange {
  readonly number: number;
  /** Undefined when there is no such pull request. */
  readonly hosted: HostedChange | { readonly unread: string } | undefined;
}
