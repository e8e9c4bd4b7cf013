const longest = 60;

/** The beginning of a text on one line, for a sentence that quotes it. */
export function shortened(text: string): string {
  const firstLine = text.slice(0, longest + 1).split(/[\r\n]/, 1)[0] ?? '';
  if (firstLine.length === text.length) {
    return text;
  }
  const kept = firstLine.length > longest ? firstLine.slice(0, longest) : firstLine;
  // Half of a surrogate pair is no character.
  return `${kept.replace(/[\uD800-\uDBFF]$/, '')}…`;
}
