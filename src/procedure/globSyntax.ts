/**
 * What keeps a text from being a glob, as the end of a sentence; nothing when it is one. Globs know `*`, `**`,
 * `?`, `[…]` and `{a,b}`; a backslash takes the next character as it is.
 */
export function globProblem(glob: string): string | undefined {
  if (glob.trim() === '') {
    return 'there is nothing in it';
  }
  if (glob.startsWith('!')) {
    return 'a leading `!` is not supported; name the paths that are meant';
  }
  let openBraces = 0;
  for (let at = 0; at < glob.length; at += 1) {
    switch (glob[at]) {
      case '\\':
        at += 1;
        break;
      case '[': {
        const end = classEnd(glob, at);
        if (end === -1) {
          return 'its `[` is never closed';
        }
        at = end;
        break;
      }
      case '{':
        openBraces += 1;
        break;
      case '}':
        openBraces = Math.max(0, openBraces - 1);
        break;
      default:
        break;
    }
  }
  return openBraces > 0 ? 'its `{` is never closed' : undefined;
}

/** Where the class that opens here is closed. A `]` that comes first in it stands for itself. */
function classEnd(glob: string, open: number): number {
  const negated = glob[open + 1] === '!' || glob[open + 1] === '^';
  return glob.indexOf(']', open + (negated ? 3 : 2));
}
