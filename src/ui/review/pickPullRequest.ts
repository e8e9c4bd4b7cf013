import * as vscode from 'vscode';
import { onOneLine } from '../../base/text.ts';
import { plainLabel } from '../text.ts';
import type { ReviewDependencies } from './dependencies.ts';
import { openSite, readChange, type OpenedChange, type ReviewSite } from './openedChange.ts';
import { askPage, sentenceRows, type Row } from './page.ts';
import { t } from '../language.ts';

/** **Change: Review Pull Request…**: picks the pull request that the other review commands act on. */
export async function pickPullRequest(dependencies: ReviewDependencies): Promise<void> {
  const at = await openSite(dependencies);
  if (at && (await askPullRequest(dependencies, at)) !== undefined) {
    dependencies.changed();
  }
}

/**
 * The pull request that a command acts on: the one that was picked, else that of the branch that is checked out,
 * else one that is asked for.
 */
export async function openTarget(dependencies: ReviewDependencies): Promise<OpenedChange | undefined> {
  const { target, repositories, checkedOut } = dependencies;
  await repositories.connect();
  const picked = target.isIn(repositories.all) ? target.picked : undefined;
  const meant = picked ?? checkedOut();
  const at = await openSite(dependencies, meant?.repository);
  if (!at) {
    return undefined;
  }
  const number = meant?.number ?? (await askPullRequest(dependencies, at));
  return number === undefined ? undefined : readChange(at, number);
}

/** Undefined when the person goes back to the branch that is checked out. */
async function askPullRequest(
  { target }: ReviewDependencies,
  { repository, hosted }: ReviewSite,
): Promise<number | undefined> {
  const open = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: t`Looking for pull requests…` },
    async () => hosted.reviews.open(new AbortController().signal),
  );
  const rows: readonly Row<number>[] = open.map(({ number, title, author, headRef, isDraft }) => ({
    label: `$(${isDraft ? 'git-pull-request-draft' : 'git-pull-request'}) #${number} ${plainLabel(onOneLine(title))}`,
    description: `@${author}`,
    detail: isDraft ? `${onOneLine(headRef)} · ${t`draft`}` : onOneLine(headRef),
    answer: number,
  }));
  const leave: readonly Row<number>[] = target.picked
    ? [{ label: t`$(git-branch) Back to the branch that is checked out`, alwaysShow: true, answer: 0 }]
    : [];
  const number = await askPage({
    title: t`Review Pull Request`,
    about: t`Which pull request? Nothing is checked out`,
    rows: [
      ...rows,
      ...(rows.length === 0 ? sentenceRows('info', t`No pull request is open in this repository.`) : []),
      ...leave,
    ],
  });
  const chosen = open.find((pullRequest) => pullRequest.number === number);
  target.pick(chosen && { repository, number: chosen.number, title: onOneLine(chosen.title) });
  return chosen?.number;
}
