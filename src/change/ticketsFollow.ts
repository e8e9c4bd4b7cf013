import type { Tracker } from './tracker.ts';

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
  const ticket = await tracker.find(key, signal);
  if (!ticket || ticket.isPullRequest === true) {
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
  const ticket = await tracker.find(key, signal);
  if (ticket?.state !== 'open' || ticket.isPullRequest === true) {
    return false;
  }
  await tracker.close(ticket, signal);
  return true;
}
