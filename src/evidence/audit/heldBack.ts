import type { AuditFolder } from './ports.ts';

/** What was read and can't be judged yet, because more is to be looked up for many at once; kept until it is judged. */
export class HeldBack<T> {
  readonly #folder: AuditFolder;
  readonly #name: string;

  constructor(folder: AuditFolder, name: string) {
    this.#folder = folder;
    this.#name = name;
  }

  /** What is there from before. */
  async open(): Promise<T[]> {
    const all: T[] = [];
    for await (const { text } of this.#folder.lines(this.#name)) {
      all.push(...(JSON.parse(text) as T[]));
    }
    await this.#folder.mend(this.#name);
    return all;
  }

  async add(page: readonly T[]): Promise<void> {
    await this.#folder.append(this.#name, `${JSON.stringify(page)}\n`);
  }

  async clear(): Promise<void> {
    await this.#folder.remove(this.#name);
  }
}
