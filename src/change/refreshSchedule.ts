/** When to look at a change again without being asked. Times are milliseconds since 1970. */
export interface Looks {
  /** Whether the person can see the view, in a window that has the focus. */
  readonly watched: boolean;
  readonly lastAt: number;
  /** How often in a row a look found nothing new, or failed. */
  readonly unchanged: number;
  /** Until when the host takes no more requests. */
  readonly retryAt: number | undefined;
}

const minute = 60_000;
/** How long after a look coming back to the window is a reason for another. */
const pause = 10_000;

/** While nothing changes each wait is twice the last; in the background it is the longest at once. */
export function nextLookAt({ watched, lastAt, unchanged, retryAt = 0 }: Looks): number {
  const wait = watched ? Math.min(minute * 2 ** unchanged, 10 * minute) : 10 * minute;
  return Math.max(lastAt + wait, retryAt);
}

/** Whether a person who comes back should find it looked at anew. */
export function isDueOnReturn({ lastAt, retryAt }: Pick<Looks, 'lastAt' | 'retryAt'>, now: number): boolean {
  return now - lastAt > pause && mayAsk(retryAt, now);
}

export function mayAsk(retryAt: number | undefined, now: number): boolean {
  return retryAt === undefined || now >= retryAt;
}
