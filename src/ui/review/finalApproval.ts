import { commands } from '../contributions.ts';
import type { ReviewDependencies } from './dependencies.ts';
import { effectRows } from './effectRows.ts';
import { giveApproval, type ApprovalAnswer } from './giveApproval.ts';
import { nameOf, preview, textKey } from './openedChange.ts';
import { askPage, heading, sentenceRows } from './page.ts';
import { openTarget } from './pickPullRequest.ts';
import { stepRows } from './stepRows.ts';
import { t } from '../language.ts';

/** **Change: Give Final Approval…**: the six steps on one page, and what the approval authorizes. */
export async function giveFinalApproval(dependencies: ReviewDependencies): Promise<void> {
  const opened = await openTarget(dependencies);
  if (!opened) {
    return;
  }
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
  const answer = await askPage<ApprovalAnswer>({
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
  await giveApproval(dependencies, opened, answer, {
    title,
    key,
    commit,
    done: (which) => (isComplete ? t`You gave the final approval to ${which}.` : t`You approved ${which}.`),
    command: commands.giveFinalApproval,
  });
}
