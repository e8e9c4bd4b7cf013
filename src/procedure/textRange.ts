/** A place in a text: lines from 0, columns from 0 in UTF-16 units; the end is behind the last character. */
export interface TextRange {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** The lines of a text as Markdown counts them. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}

/**
 * Where a task's box and text stand.
 *
 * @param map the lines of its paragraph, the end exclusive
 * @param content the paragraph without what comes before it on its lines: list marks, quote marks, white space
 */
export function taskRange(
  lines: readonly string[],
  [start, end]: readonly [number, number],
  content: string,
): TextRange {
  const [first = ''] = content.split('\n', 1);
  return {
    startLine: start,
    // The content is the end of its line, but for white space.
    startColumn: Math.max(0, (lines[start] ?? '').replaceAll('\0', '\uFFFD').lastIndexOf(first.trimEnd())),
    endLine: end - 1,
    endColumn: (lines[end - 1] ?? '').trimEnd().length,
  };
}
