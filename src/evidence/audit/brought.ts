import type { BroughtBy } from '../../change/mergedChanges.ts';
import type { AuditFolder } from './ports.ts';

/** The number that hosts write into the first line of a merge; anyone can, so that it is a hint and no more. */
export function hintIn(subject: string): number | undefined {
  const digits =
    /^Merge pull request #([1-9]\d{0,8}) from /.exec(subject)?.[1] ??
    /\(#([1-9]\d{0,8})\)$/.exec(subject.trim())?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** What the host said of commits that name no pull request, or a wrong one; kept, so that it is asked once. */
export class Brought {
  readonly #folder: AuditFolder;
  readonly #name: string;
  readonly #numbers = new Map<string, readonly number[]>();

  constructor(folder: AuditFolder, name: string) {
    this.#folder = folder;
    this.#name = name;
  }

  async open(): Promise<void> {
    await this.#folder.mend(this.#name);
    for await (const { text } of this.#folder.lines(this.#name)) {
      const [sha, numbers] = JSON.parse(text) as [string, number[]];
      this.#numbers.set(sha, numbers);
    }
  }

  numbersOf(sha: string): readonly number[] | undefined {
    return this.#numbers.get(sha);
  }

  /** What could not be read is not kept: it is asked for again the next time. */
  async add(found: ReadonlyMap<string, BroughtBy>): Promise<void> {
    const told = [...found].flatMap(([sha, by]) => ('unread' in by ? [] : [[sha, by] as const]));
    await this.#folder.append(this.#name, told.map((each) => `${JSON.stringify(each)}\n`).join(''));
    for (const [sha, numbers] of told) {
      this.#numbers.set(sha, numbers);
    }
  }
}
