import type { TicketSummary } from './tracker.ts';

/** What the developer decided; `branch` keeps the place of `{ticket}` until the ticket has its key. */
export interface StartPlan {
  readonly ticket:
    | { readonly kind: 'new'; readonly title: string; readonly body: string }
    | { readonly kind: 'existing'; readonly key: string };
  readonly branch: string;
  readonly baseBranch: string;
  readonly uncommitted: 'carry' | 'stash';
  readonly assign: boolean;
  readonly publish: boolean;
}

/** How far a start came: each field is there once the thing itself is. */
export interface StartProgress {
  readonly schema: 'start-change/1';
  readonly startedAt: string;
  readonly plan: StartPlan;
  /** When a ticket was asked for, by the tracker's clock; without `ticket` nobody knows yet whether it was made. */
  readonly ticketAsked?: string;
  readonly ticket?: TicketSummary;
  readonly assigned?: boolean;
  /** The newest commit of the base branch, from which the change starts. */
  readonly base?: string;
  /** The branch's full name; from here on it is ours. */
  readonly branch?: string;
  readonly branchCreated?: true;
  /** The stash's commit. */
  readonly stash?: string;
  readonly checkedOut?: true;
  /** Whether the host shows the branch on the ticket. */
  readonly linked?: boolean;
  readonly published?: true;
}

/** Keeps an unfinished start beside the clone, so that it outlives the window. */
export interface StartJournal {
  read(): Promise<StartProgress | undefined>;
  write(progress: StartProgress): Promise<void>;
  clear(): Promise<void>;
  /** The title of a ticket that was typed and not yet created, so that turning away loses nothing. */
  readTitle(): Promise<string>;
  writeTitle(title: string): Promise<void>;
  /** Absolute path of the file in which such a ticket's description is written. */
  descriptionFile(): Promise<string>;
  /** Forgets the title and the description: they are in a ticket now. */
  clearDraft(): Promise<void>;
  /**
   * Runs the work while no other window or process starts a change in this clone.
   *
   * @throws {HumanError} when another one is at it.
   */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
}
