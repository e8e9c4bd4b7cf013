import type { GlobPart } from './globSyntax.ts';

/** A glob that was read, and its position among all that are matched. */
export interface PlacedGlob {
  readonly parts: readonly GlobPart[];
  readonly position: number;
}

/**
 * Globs as one automaton (Thompson's construction), whose sets of states are found when a path first leads there, and
 * kept. How many there can be is the product of what there are for each glob alone.
 */
export class GlobAutomaton {
  readonly #globs: readonly PlacedGlob[];
  readonly #states: State[] = [];
  readonly #start: StateSet;
  #known = new Map<string, StateSet>();
  /** About how many states are in all sets that are kept. */
  #held = 0;
  #hasForgotten = false;

  constructor(globs: readonly PlacedGlob[]) {
    this.#globs = globs;
    this.#start = this.#setOf(
      globs.map(({ parts, position }) => this.#glob(parts, this.#state({ accepts: position }))),
    );
  }

  /** Whether two automata, with half of the globs each, would have less to keep. */
  get isOutgrown(): boolean {
    return this.#hasForgotten && this.#globs.length > 1;
  }

  halves(): readonly GlobAutomaton[] {
    const middle = this.#globs.length >> 1;
    return [this.#globs.slice(0, middle), this.#globs.slice(middle)].map((half) => new GlobAutomaton(half));
  }

  /**
   * The first position of a glob that matches the whole path, or -1.
   *
   * @param path in lower case
   */
  firstMatch(path: string): number {
    let set = this.#start;
    for (const character of path) {
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
    this.#held += reached.length;
    if (this.#known.size >= mostSets || this.#held >= mostStates) {
      // Forgetting costs only time: what is met again is found again.
      this.#known = new Map();
      this.#held = 0;
      this.#start.next.clear();
      this.#hasForgotten = true;
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

/** How many sets are kept, and how many states in them, before all are forgotten. */
const mostSets = 250;
const mostStates = 1_000_000;

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
