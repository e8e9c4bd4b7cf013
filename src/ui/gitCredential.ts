import type { Host } from '../change/hosts.ts';

export type GitCredential = (webUrl: string, signal: AbortSignal) => Promise<string | undefined>;

/** What git's credential helper gave, kept while the host takes it: some helpers need a second for each answer. */
export class RememberedCredential {
  readonly #ask: GitCredential;
  #known: string | undefined;

  constructor(ask: GitCredential) {
    this.#ask = ask;
  }

  async get({ webUrl }: Host, signal: AbortSignal): Promise<string | undefined> {
    this.#known ??= await this.#ask(webUrl, signal);
    return this.#known;
  }

  /** It was refused: the helper may have another one by now. */
  forget(): void {
    this.#known = undefined;
  }
}
