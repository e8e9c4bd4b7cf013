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

/**
 * One line that no terminal takes for a command and that reads in the order it is written: line breaks and tabs
 * become spaces, other control characters and changes of the writing direction a visible sign.
 */
export function onOneLine(text: string): string {
  return text.replaceAll(/[\r\n\t\p{Zl}\p{Zp}]+/gu, ' ').replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, '\uFFFD');
}
