import { joined, say, type Text } from '../base/say.ts';
import { onOneLine } from '../base/text.ts';
import type { MovedTicket, TicketSummary, Tracker } from './tracker.ts';

/** What is to become of the ticket of a merged change. */
export interface AfterMerge {
  readonly closes: boolean;
  /** The status that it gets on its boards; empty when it is not moved. */
  readonly movesTo: string;
}

/** What {@link tellTicket} writes; others see it, so it is shown before. */
export function ticketComment(pullRequest: string): string {
  return `The change is reviewed in ${pullRequest}.`;
}

/**
 * Says on the ticket where its change is reviewed; once, however often it is asked.
 *
 * @param pullRequest its address.
 * @returns whether there is such a ticket.
 */
export async function tellTicket(
  tracker: Tracker,
  key: string,
  pullRequest: string,
  signal: AbortSignal,
): Promise<boolean> {
  const ticket = await find(tracker, key, signal);
  if (!ticket) {
    return false;
  }
  await tracker.comment(ticket, ticketComment(pullRequest), signal);
  return true;
}

/**
 * Closes the ticket of a merged change, unless the host or someone else did it.
 *
 * @returns whether it was closed here.
 */
export async function closeTicket(tracker: Tracker, key: string, signal: AbortSignal): Promise<boolean> {
  const ticket = await find(tracker, key, signal);
  if (ticket?.state !== 'open') {
    return false;
  }
  await tracker.close(ticket, signal);
  return true;
}

/**
 * Gives the ticket of a merged change its status on its boards.
 *
 * @returns what came of it, in sentences; none when there is no such ticket.
 */
export async function moveTicket(
  tracker: Tracker,
  key: string,
  status: string,
  signal: AbortSignal,
): Promise<readonly Text[]> {
  const ticket = await find(tracker, key, signal);
  return ticket ? movedSentences(key, status, await tracker.move(ticket, status, signal)) : [];
}

/** What will become of the ticket, for those who decide about the merge. */
export function plannedForTicket(key: string, { closes, movesTo }: AfterMerge): readonly Text[] {
  return [
    ...(closes ? [say`The ticket ${key} is closed, if the host has not closed it.`] : []),
    ...(movesTo === '' ? [] : [say`The ticket ${key} is moved to “${movesTo}” on its boards.`]),
  ];
}

async function find(tracker: Tracker, key: string, signal: AbortSignal): Promise<TicketSummary | undefined> {
  const ticket = await tracker.find(key, signal);
  return ticket?.isPullRequest === true ? undefined : ticket;
}

function movedSentences(key: string, status: string, { moved, without }: MovedTicket): readonly Text[] {
  if (moved.length + without.length === 0) {
    return [say`The ticket ${key} is on no board, so it was not moved.`];
  }
  return [
    ...(moved.length > 0 ? [say`The ticket ${key} is “${status}” on ${titles(moved)} now.`] : []),
    ...(without.length > 0
      ? [say`The ticket ${key} was not moved on ${titles(without)}: there is no status “${status}”.`]
      : []),
  ];
}

function titles(boards: readonly string[]): Text {
  return joined(
    boards.map((title) => say`“${onOneLine(title)}”`),
    ', ',
  );
}
