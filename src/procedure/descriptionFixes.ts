import type { Entry } from './checklist.ts';
import { readDescription, type Description } from './description.ts';
import { comparableTitle } from './markdownText.ts';
import { readMarkdown, type Section } from './markdown.ts';
import { prepare } from './prepare.ts';
import type { Procedure } from './procedure.ts';
import { checklistHeading, sectionGuidance, sectionText, taskText } from './templateText.ts';
import { applyEdits, insertAt, insertBlock, type TextEdit } from './textEdit.ts';
import { linesOf, type TextRange } from './textRange.ts';

/** Edits that solve a description's open points. */

/** Puts the missing heading where the procedure's order wants it, with its line of guidance. */
export function insertSection(procedure: Procedure, body: string, section: string): TextEdit {
  const { sections, checklist } = read(procedure, body);
  const index = sections.findIndex((other) => other.section === section);
  const after = sections.slice(index + 1).find(({ at }) => at)?.at;
  const before = sections.slice(0, Math.max(0, index)).findLast(({ at }) => at)?.at;
  const list = checklistSection(body, checklist);
  const line = after?.line ?? before?.endLine ?? list?.line ?? Infinity;
  const block = sectionText(section, sectionGuidance(section), (after ?? before ?? list)?.level);
  return inSight(procedure, body, block, line, (description) =>
    description.sections.every((other) => other.section !== section || other.state !== 'missing'),
  );
}

/** Puts the missing item beside its neighbours in the procedure's order, or under a heading of its own. */
export function insertItem(procedure: Procedure, body: string, item: string, isTicked = false): TextEdit {
  const description = read(procedure, body);
  const lines = linesOf(body);
  const index = description.checklist.findIndex((other) => other.item === item);
  const others = description.checklist.map(({ entries }) => entries);
  const before = others
    .slice(0, Math.max(0, index))
    .findLast((entries) => entries.length > 0)
    ?.at(-1);
  const after = others.slice(index + 1).find((entries) => entries.length > 0)?.[0];
  const task = taskText(item, isTicked);
  const isThere = ({ checklist }: Description): boolean =>
    checklist.some((other) => other.item === item && other.problem !== 'checklist.item-missing');
  const beside = before
    ? insertAt(before.range.endLine, Infinity, `\n${markBefore(lines, before)}${task}`)
    : after && insertAt(after.range.startLine, 0, `${markBefore(lines, after)}${task}\n`);
  if (beside && isThere(read(procedure, applyEdits(body, [beside])))) {
    return beside;
  }
  const list = checklistSection(body, description.checklist);
  const level = description.sections.find(({ at }) => at)?.at?.level;
  return list
    ? inSight(procedure, body, `- ${task}`, list.endLine, isThere)
    : inSight(
        procedure,
        body,
        `${sectionText(checklistHeading, undefined, level)}\n\n- ${task}`,
        Infinity,
        isThere,
      );
}

/** Ticks the box. */
export function tick({ startLine, startColumn }: TextRange): TextEdit {
  const column = startColumn + '['.length;
  return { range: { startLine, startColumn: column, endLine: startLine, endColumn: column + 1 }, text: 'x' };
}

/** Marks an item as not applicable; without a reason yet, the place for it is the end of the edit. */
export function markNotApplicable(
  procedure: Procedure,
  body: string,
  item: string,
  range: TextRange,
  reason = '',
): TextEdit {
  const marked = (text: string): number =>
    read(procedure, text)
      .checklist.filter((other) => other.item === item)
      .flatMap(({ entries }) => entries)
      .filter(({ reply }) => reply === 'no reason' || reply === 'not applicable').length;
  const behind = insertAt(range.endLine, range.endColumn, ` N/A: ${reason}`);
  // It must stand on the line on which the item's text ends, and punctuation may follow that on more lines.
  return marked(applyEdits(body, [behind])) > marked(body)
    ? behind
    : { range, text: `${taskText(item)} N/A: ${reason}` };
}

/** Puts the reason behind an item's `N/A`. */
export function giveReason(body: string, { endLine, endColumn }: TextRange, reason: string): TextEdit {
  const text = (linesOf(body)[endLine] ?? '').slice(0, endColumn);
  return insertAt(endLine, endColumn, /[\p{L}\p{N}]$/u.test(text) ? `: ${reason}` : ` ${reason}`);
}

/** Under which heading the security checklist stands: the one that is called so, or the one of its first item. */
export function checklistSection(
  body: string,
  checklist: readonly { readonly entries: readonly Entry[] }[],
): Section | undefined {
  const { sections } = readMarkdown(body);
  const [first] = checklist.flatMap(({ entries }) => entries);
  return (
    sections.find(({ heading }) => comparableTitle(heading) === checklistHeading.toLowerCase()) ??
    (first && sections.findLast(({ line }) => line < first.range.startLine))
  );
}

function read(procedure: Procedure, body: string): Description {
  return readDescription(prepare(procedure).template, body);
}

/** What stands before an entry's box: white space, quote and list marks. */
function markBefore(lines: readonly string[], { range }: Entry): string {
  return (lines[range.startLine] ?? '').slice(0, range.startColumn);
}

/** A block where it is wanted; or where it is read as what it is: not within code or a comment that nothing closes. */
function inSight(
  procedure: Procedure,
  body: string,
  block: string,
  line: number,
  isSolved: (description: Description) => boolean,
): TextEdit {
  const lines = linesOf(body);
  const wanted = insertBlock(lines, line, block);
  return isSolved(read(procedure, applyEdits(body, [wanted]))) ? wanted : insertBlock(lines, 0, block);
}
