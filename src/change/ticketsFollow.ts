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
 * @returns what came of it, in sentences; empty when there is no such ticket.
 */
export async function moveTicket(
  tracker: Tracker,
  key: string,
  status: string,
  signal: AbortSignal,
): Promise<string> {
  const ticket = await find(tracker, key, signal);
  return ticket ? movedSentence(key, status, await tracker.move(ticket, status, signal)) : '';
}

/** What will become of the ticket, for those who decide about the merge; empty when nothing will. */
export function plannedForTicket(key: string, { closes, movesTo }: AfterMerge): string {
  const does = [
    ...(closes ? ['closed, if the host has not closed it'] : []),
    ...(movesTo === '' ? [] : [`moved to “${movesTo}” on its boards`]),
  ];
  return does.length === 0 ? '' : `The ticket ${key} is ${does.join(', and ')}.`;
}

async function find(tracker: Tracker, key: string, signal: AbortSignal): Promise<TicketSummary | undefined> {
  const ticket = await tracker.find(key, signal);
  return ticket?.isPullRequest === true ? undefined : ticket;
}

function movedSentence(key: string, status: string, { moved, without }: MovedTicket): string {
  if (moved.length + without.length === 0) {
    return `The ticket ${key} is on no board, so it was not moved.`;
  }
  return [
    ...(moved.length > 0 ? [`The ticket ${key} is “${status}” on ${titles(moved)} now.`] : []),
    ...(without.length > 0
      ? [`The ticket ${key} was not moved on ${titles(without)}: there is no status “${status}”.`]
      : []),
  ].join(' ');
}

function titles(boards: readonly string[]): string {
  return boards.map((title) => `“${onOneLine(title)}”`).join(', ');
}
