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

type LastLook = Pick<Looks, 'lastAt' | 'retryAt'>;

const minute = 60_000;
/** How long after a look coming back to the window is a reason for another. */
const pause = 10_000;

/** Timers fire a little early, and hold less than a month. */
const shortestTimer = 1000;
const longestTimer = 60 * minute;

/**
 * For how many milliseconds to set the timer of the next look. While nothing changes each wait is twice the last; in the
 * background it is the longest at once.
 */
export function waitForLook(looks: Looks, now: number): number {
  const { watched, lastAt, unchanged, retryAt = 0 } = looks;
  const wait = watched ? Math.min(minute * 2 ** unchanged, 10 * minute) : 10 * minute;
  const at = Math.max(Math.min(lastAt, now) + wait, mayAsk(looks, now) ? 0 : retryAt);
  return Math.min(Math.max(at - now, shortestTimer), longestTimer);
}

/** Whether a person who comes back should find it looked at anew. */
export function isDueOnReturn(looks: LastLook, now: number): boolean {
  return (now - looks.lastAt > pause || wasSetBack(looks, now)) && mayAsk(looks, now);
}

export function mayAsk(looks: LastLook, now: number): boolean {
  return looks.retryAt === undefined || now >= looks.retryAt || wasSetBack(looks, now);
}

/** The clock was set back since, so no time from before can be waited for: the host says anew how long. */
function wasSetBack({ lastAt }: LastLook, now: number): boolean {
  return now < lastAt;
}
