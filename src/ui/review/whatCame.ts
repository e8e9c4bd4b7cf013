import { onOneLine } from '../../base/text.ts';
import type { HeadMoved } from '../../change/headMoved.ts';
import { showFailure } from '../messages.ts';
import { plainLabel } from '../text.ts';
import type { ReviewDependencies } from './dependencies.ts';
import { showChanges } from './files.ts';
import type { OpenedChange } from './openedChange.ts';
import { askPage, heading, sentenceRows, type Row } from './page.ts';
import { t } from '../language.ts';

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
            description: t`${sha.slice(0, 7)} by ${onOneLine(author)}`,
          }))
        : sentenceRows('info', t`The branch was rewritten: its commits are others now.`);
    const answer = await askPage<'diff' | 'again'>({
      title: t`What came to #${pullRequest}`,
      about: t`Your review was for ${shown.slice(0, 7)}; the head is ${head.slice(0, 7)} now`,
      rows: [
        { label: t`$(arrow-right) Decide again, with what came`, answer: 'again' },
        { label: t`$(diff-multiple) Look at the changes since`, answer: 'diff' },
        heading(t`Commits that came`),
        ...rows,
      ],
    });
    await (answer === 'again' ? again() : showChanges(opened, { from: shown, to: head }));
  } catch (error) {
    void showFailure(log, error);
  }
}
