import type { Outline, Task } from './markdown.ts';
import { comparable, comparableTitle, inlineText, punctuation } from './markdownText.ts';

/** How the security checklist's item is answered in a description. */
export interface Answer {
  /** As the procedure words it. */
  readonly item: string;
  readonly problem: 'checklist.item-missing' | 'checklist.unanswered' | 'checklist.no-reason' | undefined;
  /** Marked not applicable, with or without a reason. */
  readonly isNotApplicable: boolean;
}

/** An item of the procedure's checklist, made ready to be compared. */
export interface ChecklistItem {
  readonly item: string;
  readonly comparable: string;
}

export function checklistItem(item: string): ChecklistItem {
  return { item, comparable: comparableTitle(inlineText(item)) };
}

type Reply = 'ticked' | 'unanswered' | 'not applicable' | 'no reason';

/** Reads the answers to a checklist from a description's task list items. */
export function readChecklist(items: readonly ChecklistItem[], { tasks }: Outline): Answer[] {
  const entries = tasks.map(({ isTicked, text: written }) => {
    const text = comparable(written);
    return { isTicked, text, oneLine: text.replaceAll('\n', ' ') };
  });
  return items.map(({ item, comparable: wanted }) => {
    const replies = new Set<Reply>();
    for (const { isTicked, text, oneLine } of entries) {
      const reply = oneLine.startsWith(wanted) ? replyOf(isTicked, text.slice(wanted.length)) : undefined;
      if (reply !== undefined) {
        replies.add(reply);
      }
    }
    return {
      item,
      problem: problemOf(replies),
      isNotApplicable: replies.has('not applicable') || replies.has('no reason'),
    };
  });
}

const onlyPunctuation = new RegExp(`^[\\s${punctuation}]*$`, 'u');
// On the line on which the item's text ends, and with nothing on the lines after it.
const notApplicable = new RegExp(
  `^(?:(?!\\n)[\\s${punctuation}])*n/a(?![\\p{L}\\p{N}])(?<reason>[^\\n]*)$`,
  'u',
);
const threeLetters = /\p{L}\P{L}*\p{L}\P{L}*\p{L}/u;

/** What is said behind the item's text; undefined when that makes it another item. */
function replyOf(isTicked: Task['isTicked'], rest: string): Reply | undefined {
  if (rest === '' || onlyPunctuation.test(rest)) {
    return isTicked ? 'ticked' : 'unanswered';
  }
  const marked = notApplicable.exec(rest);
  if (marked === null) {
    return undefined;
  }
  return threeLetters.test(marked.groups?.['reason'] ?? '') ? 'not applicable' : 'no reason';
}

/** An item that is there several times is answered when each of them is. */
function problemOf(replies: ReadonlySet<Reply>): Answer['problem'] {
  if (replies.size === 0) {
    return 'checklist.item-missing';
  }
  if (replies.has('unanswered')) {
    return 'checklist.unanswered';
  }
  return replies.has('no reason') ? 'checklist.no-reason' : undefined;
}
