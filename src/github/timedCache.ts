/** Keeps what was read for a while; what failed is asked for again. */
export class TimedCache<T> {
  readonly #milliseconds: number;
  readonly #entries = new Map<string, { readonly until: number; readonly value: Promise<T> }>();

  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds;
  }

  /** @param keep whether what was read is worth keeping. */
  async get(key: string, read: () => Promise<T>, keep: (value: T) => boolean): Promise<T> {
    const known = this.#entries.get(key);
    if (known && known.until > Date.now()) {
      return known.value;
    }
    const value = read();
    this.#entries.set(key, { until: Date.now() + this.#milliseconds, value });
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
