import type { HostedChange, RepositoryName } from './hostedChange.ts';
import type { TicketSummary } from './tracker.ts';

/** The open pull requests of many repositories of one host. Every call may throw a `HumanError`. */
export interface OpenChanges {
  /** Reads those anew that changed since the last time. */
  read(repositories: readonly AskedRepository[], signal: AbortSignal): Promise<ReadOpenChanges>;
  /** Tickets by their keys, `#42`; whatever is no key names no ticket. */
  tickets(wanted: readonly WantedTickets[], signal: AbortSignal): Promise<readonly FoundTickets[]>;
  /** The repositories of an organization or a person that have open pull requests and are not archived. */
  repositoriesOf(owner: string, signal: AbortSignal): Promise<readonly RepositoryName[]>;
  /** Reads everything anew the next time. */
  forget(): void;
}

export interface AskedRepository extends RepositoryName {
  /** The branch whose procedure file counts, when it is known not to be the default one. */
  readonly baseBranch?: string | undefined;
}

export interface ReadOpenChanges {
  /** By repository, in the order asked for, the oldest pull request first. */
  readonly changes: readonly OpenChange[];
  readonly unread: readonly Unread[];
}

export interface OpenChange {
  /** As it was asked for. */
  readonly repository: RepositoryName;
  readonly hosted: HostedChange;
}

/** A repository, or a pull request, of which too little could be read to judge it. */
export interface Unread {
  /** `acme/payments`, `acme/payments#12`. */
  readonly name: string;
  readonly title: string | undefined;
  readonly url: string | undefined;
  readonly reason: string;
}

export interface WantedTickets {
  readonly repository: RepositoryName;
  readonly keys: readonly string[];
}

export interface FoundTickets {
  readonly repository: RepositoryName;
  /** By the keys that were asked for; undefined when there is no such ticket. */
  readonly tickets: ReadonlyMap<string, TicketSummary | { readonly unread: string } | undefined>;
}
