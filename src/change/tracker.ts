import type { Ticket } from '../procedure/changeRecord.ts';

/** Where tickets live. Every call may throw a `HumanError`. */
export interface Tracker {
  /** Open tickets assigned to the person, then the others, each by the latest activity. */
  recent(signal: AbortSignal): Promise<readonly TicketSummary[]>;
  /** Open tickets that hold these words. */
  search(text: string, signal: AbortSignal): Promise<readonly TicketSummary[]>;
  /** By its key, `#42` or `42`; undefined when there is none. */
  find(key: string, signal: AbortSignal): Promise<TicketSummary | undefined>;
  /** What a typed text or a pasted link names: a key, a ticket of some other place, or nothing at all. */
  reference(text: string): TicketReference | undefined;
  create(draft: TicketDraft, signal: AbortSignal): Promise<TicketSummary>;
  /** What its own clock says: this machine's may be wrong, or set meanwhile. */
  time(signal: AbortSignal): Promise<Date>;
  /**
   * The ticket that an earlier `create` of this draft made, when its answer never arrived.
   *
   * @param since when it was asked for, by the tracker's clock.
   */
  findCreated(draft: TicketDraft, since: Date, signal: AbortSignal): Promise<TicketSummary | undefined>;
  /** Assigns the ticket to the person; false when the tracker can't assign it to them. */
  assign(ticket: TicketSummary, signal: AbortSignal): Promise<boolean>;
  /** Writes a comment, unless there is one already that says just this. */
  comment(ticket: TicketSummary, text: string, signal: AbortSignal): Promise<void>;
  /** Closes the ticket as done; fine when it is closed already. */
  close(ticket: TicketSummary, signal: AbortSignal): Promise<void>;
  /** Gives the ticket this status on every board that it is on; fine where it has it already. */
  move(ticket: TicketSummary, status: string, signal: AbortSignal): Promise<MovedTicket>;
}

/** On which boards a ticket has the wanted status now, and which have no such status; by their titles. */
export interface MovedTicket {
  readonly moved: readonly string[];
  readonly without: readonly string[];
}

export interface TicketDraft {
  readonly title: string;
  /** Markdown; may be empty. */
  readonly body: string;
}

export type TicketSummary = Omit<Ticket, 'linkedBy'> & {
  /** The tracker's own id, stable when repositories are renamed. */
  readonly id: string;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  readonly assignedToMe: boolean;
};

export type TicketReference =
  { readonly kind: 'key'; readonly key: string } | { readonly kind: 'elsewhere'; readonly where: string };
