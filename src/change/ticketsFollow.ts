import type { TicketSummary, Tracker } from './tracker.ts';

/** Says on the ticket where its change is reviewed; once, however often it is asked. */
export async function tellTicket(
  tracker: Tracker,
  ticket: TicketSummary,
  pullRequestUrl: string,
  signal: AbortSignal,
): Promise<void> {
  await tracker.comment(ticket, `The change is reviewed in ${pullRequestUrl}.`, signal);
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
