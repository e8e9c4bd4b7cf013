import type { Procedure } from '../../procedure/procedure.ts';
import type { AuditFolder } from './ports.ts';

/** The procedures that changes were merged under, by digest: there are few, so that each is kept once. */
export class Procedures {
  readonly #folder: AuditFolder;
  readonly #name: string;
  readonly #all = new Map<string, Procedure>();

  constructor(folder: AuditFolder, name: string) {
    this.#folder = folder;
    this.#name = name;
  }

  async open(): Promise<void> {
    await this.#folder.mend(this.#name);
    for await (const { text } of this.#folder.lines(this.#name)) {
      const [digest, procedure] = JSON.parse(text) as [string, Procedure];
      this.#all.set(digest, procedure);
    }
  }

  async add(digest: string, procedure: Procedure): Promise<void> {
    if (!this.#all.has(digest)) {
      await this.#folder.append(this.#name, `${JSON.stringify([digest, procedure])}\n`);
      this.#all.set(digest, procedure);
    }
  }

  get all(): ReadonlyMap<string, Procedure> {
    return this.#all;
  }
}
