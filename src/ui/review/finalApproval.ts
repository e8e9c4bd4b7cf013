import * as vscode from 'vscode';
import { commands } from '../contributions.ts';
import { askComment } from './askComment.ts';
import type { ReviewDependencies } from './dependencies.ts';
import { effectRows } from './effectRows.ts';
import { openFiles } from './files.ts';
import { nameOf, preview, textKey } from './openedChange.ts';
import { askPage, heading, sentenceRows } from './page.ts';
import { openTarget } from './pickPullRequest.ts';
import { send } from './send.ts';
import { stepRows } from './stepRows.ts';
import { t } from '../language.ts';

/** **Change: Give Final Approval…**: the six steps on one page, and what the approval authorizes. */
export async function giveFinalApproval(dependencies: ReviewDependencies): Promise<void> {
  const opened = await openTarget(dependencies);
  if (!opened) {
    return;
  }
  const { texts } = dependencies;
  const { pullRequest, change } = opened;
  const { text, commit, counts, comesTooEarlyFor, after } = await preview(opened, 'APPROVED');
  const key = textKey(opened, 'final-approval');
  const title = t`Give Final Approval to ${nameOf(pullRequest)}`;
  const isFinal = counts.includes(6);
  const isComplete = isFinal && comesTooEarlyFor.length === 0 && after.verdict === 'compliant';
  const verb = isComplete
    ? t`Give the final approval`
    : isFinal
      ? t`Approve early, though steps are open`
      : t`Approve all the same: it is no final approval`;
  const answer = await askPage<'approve' | 'comment' | 'files'>({
    title,
    about: t`${commit.slice(0, 7)} of ${pullRequest.headRef}, by @${pullRequest.author}`,
    rows: [
      { label: `$(${isComplete ? 'verified' : 'warning'}) ${verb}`, answer: 'approve' },
      { label: t`$(comment) ${verb}, with a comment…`, answer: 'comment' },
      { label: t`$(diff-multiple) Look at the files`, answer: 'files' },
      heading(t`What you authorize`),
      ...sentenceRows(
        'rocket',
        t`You authorize ${commit.slice(0, 7)} to be merged into ${pullRequest.baseRef} and deployed to production.`,
        'besideHeading',
      ),
      ...effectRows(text),
      heading(t`The six steps of ${change.procedure.id}, as they are now`),
      ...stepRows(change.report),
    ],
  });
  if (answer === 'files') {
    await openFiles(opened);
    return;
  }
  const body =
    answer === 'comment'
      ? await askComment({ title, prompt: t`A comment to your approval. Enter approves.`, key }, texts)
      : '';
  await send(
    dependencies,
    opened,
    { verdict: 'APPROVED', commit, body },
    {
      done: (which) => (isComplete ? t`You gave the final approval to ${which}.` : t`You approved ${which}.`),
      sent: async () => (answer === 'comment' ? texts.write(key, '') : undefined),
      again: async () => vscode.commands.executeCommand(commands.giveFinalApproval),
    },
  );
}
