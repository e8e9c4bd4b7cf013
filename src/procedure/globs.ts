import { GlobAutomaton } from './globAutomaton.ts';
import { parseGlob, type GlobProblem } from './globSyntax.ts';

/** What is wrong with a glob; undefined when nothing is. */
export function globProblem(glob: string): GlobProblem | undefined {
  const parsed = parseGlob(glob);
  return typeof parsed === 'string' ? parsed : undefined;
}

/**
 * Matches paths against many globs at once, in time linear in the path's length, whatever the globs are:
 * libraries turn globs into regular expressions, and some of those take exponential time.
 *
 * One automaton for all of them is the quickest while it stays small. One that has outgrown what it may keep is
 * replaced by two.
 */
export class GlobSet {
  #automata: readonly GlobAutomaton[];

  /** @param globs without problems; one with a problem matches nothing */
  constructor(globs: readonly string[]) {
    const read = globs.flatMap((glob, position) => {
      const parts = parseGlob(glob);
      return typeof parts === 'string' ? [] : [{ parts, position }];
    });
    this.#automata = [new GlobAutomaton(read)];
  }

  /** The position of the first glob that matches the whole path, or -1. */
  firstMatch(path: string): number {
    const text = lowerCase(path);
    let first = -1;
    for (const automaton of this.#automata) {
      const position = automaton.firstMatch(text);
      first = first === -1 || (position !== -1 && position < first) ? position : first;
    }
    if (this.#automata.some(({ isOutgrown }) => isOutgrown)) {
      this.#automata = this.#automata.flatMap((automaton) =>
        automaton.isOutgrown ? automaton.halves() : [automaton],
      );
    }
    return first;
  }
}

const ascii = /^[\u0020-\u007e]*$/;

/** Letter by letter, as the globs are: in a word, some letters become others at its end. */
function lowerCase(path: string): string {
  return ascii.test(path) ? path.toLowerCase() : Array.from(path, (letter) => letter.toLowerCase()).join('');
}
