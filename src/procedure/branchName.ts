/** A branch pattern: text, `{type}`, `{ticket}` and `{slug}`. */
const placeholders = /(\{type\}|\{ticket\}|\{slug\})/;

/**
 * Whether a branch name follows a pattern. Without a ticket key, `{ticket}` stands for anything.
 * The places that the pattern can have reached are followed side by side, so no pattern can make it slow.
 */
export function followsPattern(
  branch: string,
  pattern: string,
  types: readonly string[],
  ticketKey: string | undefined,
): boolean {
  let reached = new Set([0]);
  for (const part of pattern.split(placeholders)) {
    switch (part) {
      case '{type}':
        reached = after(reached, (at) => types.filter((type) => branch.startsWith(type, at)).map(lengthOf));
        break;
      case '{ticket}':
        reached =
          ticketKey === undefined ? runs(branch, reached, anything) : afterKey(branch, reached, ticketKey);
        break;
      case '{slug}':
        reached = runs(branch, reached, notSpace);
        break;
      default:
        reached = after(reached, (at) => (branch.startsWith(part, at) ? [part.length] : []));
    }
  }
  return reached.has(branch.length);
}

const lengthOf = (text: string): number => text.length;
const anything = (): boolean => true;
const notSpace = (character: string): boolean => character !== ' ';

function after(reached: ReadonlySet<number>, lengths: (at: number) => readonly number[]): Set<number> {
  return new Set([...reached].flatMap((at) => lengths(at).map((length) => at + length)));
}

function afterKey(branch: string, reached: ReadonlySet<number>, key: string): Set<number> {
  const wanted = key.replace(/^#/, '').toLowerCase();
  return after(reached, (at) =>
    branch.slice(at, at + wanted.length).toLowerCase() === wanted ? [wanted.length] : [],
  );
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
