/** Remembers what a request with an idempotency key answered, so that a retry is not paid twice. */
export class IdempotencyKeys {
  readonly #answers = new Map<string, unknown>();

  once<T>(key: string, work: () => T): T {
    if (key === '') {
      throw new Error('An Idempotency-Key header is required.');
    }
    if (!this.#answers.has(key)) {
      this.#answers.set(key, work());
    }
    return this.#answers.get(key) as T;
  }
}
