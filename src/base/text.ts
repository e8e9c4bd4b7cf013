/**
 * One line that no terminal takes for a command and that reads in the order it is written: line breaks and tabs
 * become spaces, other control characters and changes of the writing direction a visible sign.
 */
export function onOneLine(text: string): string {
  return text.replaceAll(/[\r\n\t\p{Zl}\p{Zp}]+/gu, ' ').replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, '\uFFFD');
}

/** Whether two texts say the same: hosts trim texts and change their line ends. */
export function sameText(one: string, other: string): boolean {
  const plain = (text: string) => text.replace(/\r\n?/g, '\n').trim();
  return plain(one) === plain(other);
}
