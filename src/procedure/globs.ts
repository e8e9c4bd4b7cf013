import { parseGlob, type GlobPart, type GlobProblem } from './globSyntax.ts';

/** What is wrong with a glob; undefined when nothing is. */
export function globProblem(glob: string): GlobProblem | undefined {
  const parsed = parseGlob(glob);
  return typeof parsed === 'string' ? parsed : undefined;
}

/**
 * Matches paths against many globs at once, in time linear in the path's length, whatever the globs are:
 * libraries turn globs into regular expressions, and some of those take exponential time.
 *
 * All globs become one automaton (Thompson's construction), whose sets of states are found when a path first
 * leads there, and kept.
 */
export class GlobSet {
  readonly #states: State[] = [];
  readonly #start: StateSet;
  #known = new Map<string, StateSet>();

  /** @param globs without problems; one with a problem matches nothing */
  constructor(globs: readonly string[]) {
    const starts = globs.flatMap((glob, index) => {
      const parts = parseGlob(glob);
      return typeof parts === 'string' ? [] : [this.#glob(parts, this.#state({ accepts: index }))];
    });
    this.#start = this.#setOf(starts);
  }

  /** The position of the first glob that matches the whole path, or -1. */
  firstMatch(path: string): number {
    let set = this.#start;
    for (const character of lowerCase(path)) {
      set = set.next.get(character) ?? this.#step(set, character);
      if (set.states.length === 0) {
        return -1;
      }
    }
    return set.accepts;
  }

  #state(state: State): number {
    return this.#states.push(state) - 1;
  }

  /** The state in which a glob begins that ends in `end`, built from its end. */
  #glob(parts: readonly GlobPart[], end: number): number {
    const braces: { readonly end: number; readonly branches: number[] }[] = [];
    let next = end;
    for (const part of parts.toReversed()) {
      const innermost = braces.at(-1) ?? { end, branches: [] };
      switch (part.kind) {
        case 'close':
          braces.push({ end: next, branches: [] });
          break;
        case 'or':
          innermost.branches.push(next);
          next = innermost.end;
          break;
        case 'open':
          next = this.#state({ free: [...innermost.branches, next] });
          braces.pop();
          break;
        default:
          next = this.#part(part, next);
      }
    }
    return next;
  }

  #part(part: Exclude<GlobPart, { kind: 'open' | 'or' | 'close' }>, next: number): number {
    switch (part.kind) {
      case 'text':
        return this.#state({ fits: (character) => character === part.character, next });
      case 'one':
        return this.#state({ fits: (character) => character !== '/' && part.fits(character), next });
      case 'many':
        return this.#loop((character) => character !== '/', next);
      case 'all':
        return this.#loop(() => true, next);
    }
  }

  #loop(fits: (character: string) => boolean, next: number): number {
    const free: number[] = [next];
    const fork = this.#state({ free });
    free.push(this.#state({ fits, next: fork }));
    return fork;
  }

  #step(set: StateSet, character: string): StateSet {
    const reached = set.states.flatMap((index) => {
      const state = this.#states[index];
      return state !== undefined && 'fits' in state && state.fits(character) ? [state.next] : [];
    });
    if (this.#known.size >= mostKnown) {
      // Forgetting costs only time: what is met again is found again.
      this.#known = new Map();
      this.#start.next.clear();
    }
    const next = this.#setOf(reached);
    set.next.set(character, next);
    return next;
  }

  /** These states and all that are reached from them without a character. */
  #setOf(from: readonly number[]): StateSet {
    const reached = new Set<number>();
    const waiting = [...from];
    for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
      const state = this.#states[index];
      if (reached.has(index) || state === undefined) {
        continue;
      }
      reached.add(index);
      for (const free of 'free' in state ? state.free : []) {
        waiting.push(free);
      }
    }
    const states = [...reached].sort((a, b) => a - b);
    const key = states.join(' ');
    const known = this.#known.get(key);
    if (known !== undefined) {
      return known;
    }
    const accepting = states.flatMap((index) => {
      const state = this.#states[index];
      return state !== undefined && 'accepts' in state ? [state.accepts] : [];
    });
    const set = { states, accepts: accepting.length === 0 ? -1 : Math.min(...accepting), next: new Map() };
    this.#known.set(key, set);
    return set;
  }
}

const ascii = /^[\u0020-\u007e]*$/;

/** Letter by letter, as the globs are: in a word, some letters become others at its end. */
function lowerCase(path: string): string {
  return ascii.test(path) ? path.toLowerCase() : Array.from(path, (letter) => letter.toLowerCase()).join('');
}

/** How many sets of states are kept. */
const mostKnown = 5000;

type State =
  /** One character further. */
  | { readonly fits: (character: string) => boolean; readonly next: number }
  /** Further without a character. */
  | { readonly free: readonly number[] }
  /** The end of the glob at this position. */
  | { readonly accepts: number };

interface StateSet {
  readonly states: readonly number[];
  readonly accepts: number;
  readonly next: Map<string, StateSet>;
}
