import { readDescription, type Description as ReadDescription } from '../procedure/description.ts';
import { descriptionFindings, type DescriptionFinding } from '../procedure/descriptionFindings.ts';
import { insertItem, insertSection } from '../procedure/descriptionFixes.ts';
import { prepare } from '../procedure/prepare.ts';
import type { Procedure } from '../procedure/procedure.ts';
import type { TextEdit } from '../procedure/textEdit.ts';
import { linesOf, type TextRange } from '../procedure/textRange.ts';
import { parseDraft, type PullRequestDraft } from './pullRequestDraft.ts';

/** A draft, read by the rules; lines and columns are the document's. */
export interface DraftReading {
  readonly draft: PullRequestDraft;
  readonly description: ReadDescription;
  /** What step 2 of the procedure finds in it. */
  readonly points: readonly OpenPoint[];
}

export interface OpenPoint {
  readonly finding: DescriptionFinding['finding'];
  /** At least one. What is missing is shown at the line that it would follow. */
  readonly ranges: readonly TextRange[];
}

export function readDraft(procedure: Procedure, text: string): DraftReading {
  const draft = parseDraft(text);
  const description = readDescription(prepare(procedure).template, draft.body);
  const lines = linesOf(text);
  const points = descriptionFindings(description).map(({ finding, ranges }) => {
    const found = ranges.map((range) => moved(range, draft.bodyLine));
    return {
      finding,
      ranges: found.length > 0 ? found : [lineBefore(lines, insertion(procedure, draft, finding))],
    };
  });
  return { draft, description, points };
}

/** Where the missing thing goes, as a line of the document. */
function insertion(
  procedure: Procedure,
  { body, bodyLine }: PullRequestDraft,
  finding: DescriptionFinding['finding'],
): number {
  const edit: TextEdit =
    'section' in finding.data
      ? insertSection(procedure, body, finding.data.section)
      : insertItem(procedure, body, finding.data.item);
  // Behind the end of a line it is that line; before a line, the one above.
  return bodyLine + edit.range.startLine - (edit.range.startColumn === 0 ? 1 : 0);
}

/** The nearest line with words on it, from here upwards; else the first one. */
function lineBefore(lines: readonly string[], line: number): TextRange {
  const hasWords = (text: string) => text.trim() !== '';
  const above = lines.findLastIndex((text, index) => index <= line && hasWords(text));
  const at = Math.max(0, above === -1 ? lines.findIndex(hasWords) : above);
  return { startLine: at, startColumn: 0, endLine: at, endColumn: (lines[at] ?? '').length };
}

/** A range of the body as one of the document. */
export function moved({ startLine, endLine, ...columns }: TextRange, by: number): TextRange {
  return { ...columns, startLine: startLine + by, endLine: endLine + by };
}

/** An edit of the body as one of the document. */
export function movedEdit({ range, text }: TextEdit, by: number): TextEdit {
  return { range: moved(range, by), text };
}
