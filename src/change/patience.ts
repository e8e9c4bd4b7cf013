import { throwIfCancelled } from '../base/errors.ts';
import type { HostError } from './hostError.ts';

/** Decides, after a request that failed, whether to ask once more, and waits until then. */
export interface Patience {
  /**
   * @param tries how often it was asked, this time included.
   * @returns false when it is no use.
   */
  waitFor(error: HostError, tries: number, signal: AbortSignal): Promise<boolean>;
}

/** How many seconds after each try the next one follows, while a network is away. */
const whileAway = [1, 4, 15, 60, 60];

/** Waits for as long as it takes until the host takes requests again, and a few minutes for a network to come back. */
export class LongPatience implements Patience {
  readonly #tell: (until: Date, reason: string) => void;
  readonly #now: () => number;

  /**
   * @param tell what is waited for, each time.
   * @param now what this machine's clock says.
   */
  constructor(tell: (until: Date, reason: string) => void, now = Date.now) {
    this.#tell = tell;
    this.#now = now;
  }

  async waitFor(error: HostError, tries: number, signal: AbortSignal): Promise<boolean> {
    const until = untilWhen(error, tries, this.#now());
    if (until === undefined) {
      return false;
    }
    this.#tell(until, error.message);
    await sleepUntil(until, this.#now, signal);
    return true;
  }
}

function untilWhen({ problem, retryAt, timedOut }: HostError, tries: number, now: number): Date | undefined {
  const inSeconds = (seconds: number | undefined) =>
    seconds === undefined ? undefined : new Date(now + seconds * 1000);
  switch (problem) {
    case 'rate-limited':
      // Clocks differ by a little.
      return new Date(Math.max((retryAt?.getTime() ?? now + 60_000) + 500, now + 500));
    case 'unreachable':
      // Who takes too long is asked for less, not once more.
      return timedOut ? undefined : inSeconds(whileAway[tries - 1]);
    case 'server':
      return tries === 1 ? inSeconds(1) : undefined;
    default:
      return undefined;
  }
}

/** Timers hold less than a month, and a machine that slept must look at the clock again. */
const longestTimer = 60_000;

/** A clock that is set back meanwhile makes nobody wait longer. */
async function sleepUntil(until: Date, now: () => number, signal: AbortSignal): Promise<void> {
  const end = performance.now() + until.getTime() - now();
  const left = () => Math.min(until.getTime() - now(), end - performance.now());
  for (let rest = left(); rest > 0; rest = left()) {
    throwIfCancelled(signal);
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, Math.min(rest, longestTimer));
      signal.addEventListener('abort', done);
    });
  }
  throwIfCancelled(signal);
}
