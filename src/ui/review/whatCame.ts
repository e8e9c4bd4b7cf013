import { onOneLine } from '../../base/text.ts';
import type { HeadMoved } from '../../change/headMoved.ts';
import { showFailure } from '../messages.ts';
import { plainLabel } from '../text.ts';
import type { ReviewDependencies } from './dependencies.ts';
import { showChanges } from './files.ts';
import type { OpenedChange } from './openedChange.ts';
import { askPage, heading, sentenceRows, type Row } from './page.ts';

/** Shows which commits came after the one that was decided on; then one looks at them, or decides again. */
export async function askWhatCame(
  { log }: ReviewDependencies,
  opened: OpenedChange,
  { pullRequest, shown, head, commits }: HeadMoved,
  again: () => Thenable<unknown>,
): Promise<void> {
  try {
    const rows: readonly Row<never>[] =
      commits && commits.length > 0
        ? commits.map(({ sha, subject, author }) => ({
            label: `$(git-commit) ${plainLabel(onOneLine(subject))}`,
            description: `${sha.slice(0, 7)} by ${onOneLine(author)}`,
          }))
        : sentenceRows('info', 'The branch was rewritten: its commits are others now.');
    const answer = await askPage<'diff' | 'again'>({
      title: `What came to #${pullRequest}`,
      about: `Your review was for ${shown.slice(0, 7)}; the head is ${head.slice(0, 7)} now`,
      rows: [
        { label: '$(arrow-right) Decide again, with what came', answer: 'again' },
        { label: '$(diff-multiple) Look at the changes since', answer: 'diff' },
        heading('Commits that came'),
        ...rows,
      ],
    });
    await (answer === 'again' ? again() : showChanges(opened, { from: shown, to: head }));
  } catch (error) {
    void showFailure(log, error);
  }
}
