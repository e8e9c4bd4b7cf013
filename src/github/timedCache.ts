/** Keeps what was read for a while; what failed is asked for again. */
export class TimedCache<T> {
  readonly #milliseconds: number;
  readonly #now: () => number;
  readonly #entries = new Map<string, { readonly at: number; readonly value: Promise<T> }>();

  /** @param now what this machine's clock says. */
  constructor(milliseconds: number, now = Date.now) {
    this.#milliseconds = milliseconds;
    this.#now = now;
  }

  /** @param keep whether what was read is worth keeping. */
  async get(key: string, read: () => Promise<T>, keep: (value: T) => boolean): Promise<T> {
    const known = this.#entries.get(key);
    // The clock may have been set back: what is from the future is of no known age.
    if (known && Math.abs(this.#now() - known.at) < this.#milliseconds) {
      return known.value;
    }
    const value = read();
    this.#entries.set(key, { at: this.#now(), value });
    try {
      const got = await value;
      if (!keep(got)) {
        this.#entries.delete(key);
      }
      return got;
    } catch (error) {
      this.#entries.delete(key);
      throw error;
    }
  }
}
