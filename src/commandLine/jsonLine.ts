/**
 * A value as one line of JSON. What a terminal would take for a command, or a reader for the end of the line, is
 * written as an escape; it is the same value.
 */
export function jsonLine(value: unknown): string {
  const escaped = JSON.stringify(value).replaceAll(
    /[\p{Cc}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${escaped}\n`;
}
