/**
 * What a glob is made of, in the order in which it is written. Braces are kept flat, each with its own open,
 * next and close, so that depth costs no stack.
 */
export type GlobPart =
  | { readonly kind: 'text'; readonly character: string }
  /** `?`, `[…]`: one character that `fits`, never `/`. */
  | { readonly kind: 'one'; readonly fits: (character: string) => boolean }
  /** `*`: any number of characters but `/`. */
  | { readonly kind: 'many' }
  /** `**`: any number of characters. */
  | { readonly kind: 'all' }
  /** `{`, `,` and `}`. */
  | { readonly kind: 'open' | 'or' | 'close' };

export type GlobProblem = 'empty' | 'starts with !' | 'unclosed [' | 'unclosed {';

/**
 * Reads a glob: `*`, `**`, `?`, `[…]` and `{a,b}`; everything else stands for itself. Braces without a comma
 * stand for themselves too, as in a shell. Letters are lower case in the result.
 */
export function parseGlob(glob: string): readonly GlobPart[] | GlobProblem {
  if (glob === '') {
    return 'empty';
  }
  return glob.startsWith('!') ? 'starts with !' : new GlobReader(Array.from(glob)).read();
}

const open: GlobPart = { kind: 'open' };
const or: GlobPart = { kind: 'or' };
const close: GlobPart = { kind: 'close' };
const all: GlobPart = { kind: 'all' };
const slash: GlobPart = { kind: 'text', character: '/' };

/** Braces that are being read. */
interface Braces {
  /** Where their opening part is. */
  readonly at: number;
  /** Whether a folder's or file's name begins there. */
  readonly atNameStart: boolean;
  hasComma: boolean;
}

class GlobReader {
  readonly #characters: readonly string[];
  readonly #parts: GlobPart[] = [];
  /** Innermost last. */
  readonly #braces: Braces[] = [];
  #at = 0;
  #atNameStart = true;

  constructor(characters: readonly string[]) {
    this.#characters = characters;
  }

  read(): readonly GlobPart[] | GlobProblem {
    while (this.#at < this.#characters.length) {
      const character = this.#characters[this.#at] ?? '';
      if (character === '[' && this.#classEnd() === -1) {
        return 'unclosed [';
      }
      this.#readPart(character);
    }
    return this.#braces.length > 0 ? 'unclosed {' : this.#parts;
  }

  #readPart(character: string): void {
    const braces = this.#braces.at(-1);
    if (character === '*') {
      this.#readStars();
      return;
    }
    this.#at++;
    if (character === '{') {
      this.#braces.push({ at: this.#parts.length, atNameStart: this.#atNameStart, hasComma: false });
      this.#parts.push(open);
      return;
    }
    if (character === ',' && braces !== undefined) {
      braces.hasComma = true;
      this.#parts.push(or);
      this.#atNameStart = braces.atNameStart;
      return;
    }
    this.#atNameStart = character === '/';
    if (character === '}' && braces !== undefined) {
      this.#closeBraces(braces);
    } else if (character === '?') {
      this.#parts.push({ kind: 'one', fits: () => true });
    } else if (character === '[') {
      this.#parts.push({ kind: 'one', fits: this.#readClass() });
    } else {
      this.#pushText(character);
    }
  }

  #pushText(character: string): void {
    for (const lower of character.toLowerCase()) {
      this.#parts.push({ kind: 'text', character: lower });
    }
  }

  #closeBraces({ at, hasComma }: Braces): void {
    this.#braces.pop();
    if (hasComma) {
      this.#parts.push(close);
    } else {
      this.#parts[at] = { kind: 'text', character: '{' };
      this.#pushText('}');
    }
  }

  #readStars(): void {
    const start = this.#at;
    while (this.#characters[this.#at] === '*') {
      this.#at++;
    }
    const next = this.#characters[this.#at];
    const isWholeName =
      this.#atNameStart && (next === undefined || next === '/' || next === ',' || next === '}');
    this.#atNameStart = false;
    if (this.#at - start === 1) {
      this.#parts.push({ kind: 'many' });
    } else if (!isWholeName) {
      this.#parts.push(all);
    } else if (next === '/') {
      // `**/` is any number of folders, none included.
      this.#at++;
      this.#atNameStart = true;
      this.#parts.push(open, or, all, slash, close);
    } else if (isSlash(this.#parts.at(-1))) {
      // `/**` is what is before it, and all below.
      this.#parts.pop();
      this.#parts.push(open, or, slash, all, close);
    } else {
      this.#parts.push(all);
    }
  }

  /** Where the character class ends that begins here; a `]` that comes first stands for itself. */
  #classEnd(): number {
    return this.#characters.indexOf(']', this.#at + (this.#isNegated(this.#at + 1) ? 3 : 2));
  }

  #isNegated(at: number): boolean {
    return this.#characters[at] === '!' || this.#characters[at] === '^';
  }

  /** `[a-z_]`, `[!a-z]`, after the opening bracket. */
  #readClass(): (character: string) => boolean {
    const isNegated = this.#isNegated(this.#at);
    const start = this.#at + (isNegated ? 1 : 0);
    const end = this.#characters.indexOf(']', start + 1);
    this.#at = end + 1;
    const ranges = rangesOf(this.#characters.slice(start, end));
    return (character) => isIn(ranges, character) !== isNegated;
  }
}

function isSlash(part: GlobPart | undefined): boolean {
  return part?.kind === 'text' && part.character === '/';
}

type Range = readonly [from: number, to: number];

function rangesOf(characters: readonly string[]): Range[] {
  const codes = characters.map((character) => character.codePointAt(0) ?? 0);
  const ranges: Range[] = [];
  for (let at = 0; at < codes.length; at++) {
    const from = codes[at] ?? 0;
    const to = characters[at + 1] === '-' ? codes[at + 2] : undefined;
    ranges.push([from, to ?? from]);
    at += to === undefined ? 0 : 2;
  }
  return ranges;
}

/** In either case. */
function isIn(ranges: readonly Range[], character: string): boolean {
  const codes = [character, character.toUpperCase()].map((form) => form.codePointAt(0) ?? 0);
  return ranges.some(([from, to]) => codes.some((code) => from <= code && code <= to));
}
