import { html, type Html } from '../../page/html.ts';
import { marks } from '../../page/verdict.ts';
import type { AuditSummary } from '../summary.ts';
import { counted, number, share, sum } from './words.ts';

/** The answer in a word, a sentence, and the numbers that it is made of. */
export function overview(summary: AuditSummary): Html {
  const { totals } = summary;
  const { verdict, word, sentence } = answerOf(summary);
  const judged = sum(totals.verdicts);
  return html`<div class="verdict is-${verdict}">
      <p class="word"><span aria-hidden="true">${marks[verdict]}</span> ${word}</p>
      <p>${sentence}</p>
    </div>
    <ul class="numbers">
      ${[
        cell(
          'violated',
          totals.verdicts.violated,
          'changes violated the procedure',
          share(totals.verdicts.violated, judged),
        ),
        cell('violated', totals.directPushes, 'direct pushes, without a pull request'),
        cell(
          'unknown',
          totals.verdicts.unknown,
          'changes whose answer is unknown',
          share(totals.verdicts.unknown, judged),
        ),
        cell('unknown', totals.unreadCommits, 'commits that could not be looked at'),
        cell(
          'compliant',
          totals.verdicts.compliant,
          'changes followed the procedure',
          share(totals.verdicts.compliant, judged),
        ),
        cell(
          'info',
          totals.commits,
          `commits on the base ${totals.repositories === 1 ? 'branch' : 'branches'} in the period`,
        ),
        cell('info', totals.reverts, 'changes take back another'),
        cell('info', totals.byBots, 'changes are by bots'),
      ]}
    </ul>`;
}

function cell(tone: string, value: number, label: string, part?: string): Html {
  return html`<li class="is-${value === 0 && tone !== 'compliant' ? 'info' : tone}">
    <b>${number(value)}</b> ${part === undefined ? undefined : html`<i>${part}</i>`}
    <span>${label}</span>
  </li>`;
}

function answerOf({ totals, exceptions }: AuditSummary): {
  readonly verdict: 'violated' | 'unknown' | 'compliant';
  readonly word: string;
  readonly sentence: string;
} {
  const unread = totals.verdicts.unknown + totals.unreadCommits + totals.unreadRepositories;
  if (exceptions.commits > 0) {
    return {
      verdict: 'violated',
      word: counted(exceptions.commits, 'exception'),
      sentence: `${counted(exceptions.commits, 'commit')} of ${number(totals.commits)} came to the base branch past the procedure.${
        unread > 0 ? ' Besides, not all could be read: see below.' : ''
      }`,
    };
  }
  if (unread > 0) {
    return {
      verdict: 'unknown',
      word: 'Unknown',
      sentence: 'No exception was found, but not all could be read: whether there are any cannot be said.',
    };
  }
  return {
    verdict: 'compliant',
    word: 'No exceptions',
    sentence:
      totals.commits === 0
        ? 'Nothing came to the base branch in this period.'
        : `All ${counted(totals.changes, 'change')} followed the procedure before ${totals.changes === 1 ? 'it was' : 'they were'} merged, and nothing else came to the base branch.`,
  };
}
