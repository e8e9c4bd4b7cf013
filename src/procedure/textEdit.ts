import { linesOf, type TextRange } from './textRange.ts';

/** Puts a text in the place of another. */
export interface TextEdit {
  readonly range: TextRange;
  readonly text: string;
}

/** The text with all edits made; they must not overlap. Line ends become line feeds. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const lines = linesOf(text);
  const starts: number[] = [];
  let length = 0;
  for (const line of lines) {
    starts.push(length);
    length += line.length + 1;
  }
  const offset = (line: number, column: number): number =>
    line < lines.length
      ? (starts[line] ?? 0) + Math.min(column, lines[line]?.length ?? 0)
      : Math.max(0, length - 1);
  let result = lines.join('\n');
  const fromTheEnd = edits
    .map(({ range, text: put }) => ({
      start: offset(range.startLine, range.startColumn),
      end: offset(range.endLine, range.endColumn),
      put,
    }))
    .sort((a, b) => b.start - a.start);
  for (const { start, end, put } of fromTheEnd) {
    result = result.slice(0, start) + put + result.slice(end);
  }
  return result;
}

/** Puts a text at one place, in the place of nothing. */
export function insertAt(line: number, column: number, text: string): TextEdit {
  return { range: { startLine: line, startColumn: column, endLine: line, endColumn: column }, text };
}

/** Puts a block before a line, or behind all the text, with a blank line on either side of it. */
export function insertBlock(lines: readonly string[], line: number, block: string): TextEdit {
  const last = lines.findLastIndex((text) => text.trim() !== '');
  if (line > last) {
    return last === -1
      ? insertAt(0, 0, `${block}\n`)
      : insertAt(last, lines[last]?.length ?? 0, `\n\n${block}${last === lines.length - 1 ? '\n' : ''}`);
  }
  const gap = line > 0 && lines[line - 1]?.trim() !== '' ? '\n' : '';
  return insertAt(line, 0, `${gap}${block}\n\n`);
}
