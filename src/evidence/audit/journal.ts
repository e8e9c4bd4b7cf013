import type { AuditEntry } from './entry.ts';
import type { AuditFolder, LinePlace } from './ports.ts';

/**
 * The entries of a repository in the order in which they were made, each in the file as soon as it is made. In memory
 * is only where each is.
 */
export class Journal {
  readonly #folder: AuditFolder;
  readonly #name: string;
  readonly #offsets: Float64Array;
  readonly #lengths: Uint32Array;
  #size = 0;

  /** @param commits how many there are to be accounted for. */
  constructor(folder: AuditFolder, name: string, commits: number) {
    this.#folder = folder;
    this.#name = name;
    this.#offsets = new Float64Array(commits);
    this.#lengths = new Uint32Array(commits);
  }

  /** Takes up what was made before. A commit may have been looked at several times: the last entry counts. */
  async open(each: (entry: AuditEntry, index: number) => void): Promise<void> {
    await this.#folder.mend(this.#name);
    for await (const { offset, length, text } of this.#folder.lines(this.#name)) {
      const tab = text.indexOf('\t');
      const index = Number(text.slice(0, tab));
      this.#set(index, { offset, length });
      this.#size = offset + length + 1;
      each(entryFrom(text), index);
    }
  }

  has(index: number): boolean {
    return (this.#lengths[index] ?? 0) > 0;
  }

  /** Looks at it once more. */
  forget(index: number): void {
    this.#lengths[index] = 0;
  }

  async append(entries: readonly (readonly [index: number, AuditEntry])[]): Promise<void> {
    const lines = entries.map(([index, entry]) => `${index}\t${JSON.stringify(entry)}`);
    await this.#folder.append(this.#name, lines.map((line) => `${line}\n`).join(''));
    for (const [at, line] of lines.entries()) {
      const { length } = new TextEncoder().encode(line);
      this.#set(entries[at]?.[0] ?? 0, { offset: this.#size, length });
      this.#size += length + 1;
    }
  }

  async entry(index: number): Promise<AuditEntry> {
    const place = { offset: this.#offsets[index] ?? 0, length: this.#lengths[index] ?? 0 };
    return entryFrom(await this.#folder.lineAt(this.#name, place));
  }

  #set(index: number, { offset, length }: LinePlace): void {
    this.#offsets[index] = offset;
    this.#lengths[index] = length;
  }
}

function entryFrom(line: string): AuditEntry {
  return JSON.parse(line.slice(line.indexOf('\t') + 1)) as AuditEntry;
}
