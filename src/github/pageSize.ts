import { HostError } from '../change/hostError.ts';

/** How much to ask for at once: half as much when a host is not quick enough for it, and by and by more again. */
export class PageSize {
  readonly #most: number;
  #now: number;

  constructor(most: number) {
    this.#most = most;
    this.#now = most;
  }

  get now(): number {
    return this.#now;
  }

  /**
   * @param asked how much was asked for in vain.
   * @returns false when it can't be less.
   */
  shrink(asked: number): boolean {
    this.#now = Math.max(1, Math.floor(asked / 2));
    return asked > 1;
  }

  grow(): void {
    this.#now = Math.min(this.#most, this.#now * 2);
  }
}

/** Whether a host might answer when it is asked for less: it broke down over the request, or took too long. */
export function isTooMuch(error: unknown): error is HostError {
  return error instanceof HostError && (error.problem === 'server' || error.timedOut);
}
