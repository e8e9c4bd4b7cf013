/** A branch pattern: text, `{type}`, `{ticket}` and `{slug}`. */
export type BranchPattern = readonly string[];

const placeholders = /(\{type\}|\{ticket\}|\{slug\})/;

export function branchPattern(pattern: string): BranchPattern {
  return pattern.split(placeholders);
}

/**
 * Whether a branch name follows a pattern. Without a ticket key, `{ticket}` stands for anything.
 * The places that the pattern can have reached are followed side by side, so no pattern can make it slow.
 */
export function followsPattern(
  branch: string,
  pattern: BranchPattern,
  types: readonly string[],
  ticketKey: string | undefined,
): boolean {
  const key = ticketKey?.replace(/^#/, '').toLowerCase();
  let reached: ReadonlySet<number> = new Set([0]);
  for (const part of pattern) {
    switch (part) {
      case '{type}':
        reached = behind(branch, reached, types);
        break;
      case '{ticket}':
        reached = key === undefined ? runs(branch, reached, anything) : behindKey(branch, reached, key);
        break;
      case '{slug}':
        reached = runs(branch, reached, notSpace);
        break;
      default:
        reached = behind(branch, reached, [part]);
    }
  }
  return reached.has(branch.length);
}

const anything = (): boolean => true;
const notSpace = (character: string): boolean => character !== ' ';

/** Behind one of these texts, from any place reached. */
function behind(branch: string, reached: ReadonlySet<number>, texts: readonly string[]): Set<number> {
  const ends = new Set<number>();
  for (const at of reached) {
    for (const text of texts) {
      if (branch.startsWith(text, at)) {
        ends.add(at + text.length);
      }
    }
  }
  return ends;
}

function behindKey(branch: string, reached: ReadonlySet<number>, key: string): Set<number> {
  const ends = [...reached].map((at) => at + key.length);
  return new Set(ends.filter((end) => branch.slice(end - key.length, end).toLowerCase() === key));
}

/** One or more characters, from any place reached. */
function runs(
  branch: string,
  reached: ReadonlySet<number>,
  fits: (character: string) => boolean,
): Set<number> {
  const ends = new Set<number>();
  let running = false;
  for (let at = 0; at < branch.length; at++) {
    running = (running || reached.has(at)) && fits(branch.charAt(at));
    if (running) {
      ends.add(at + 1);
    }
  }
  return ends;
}
