import * as vscode from 'vscode';
import { commands } from '../contributions.ts';
import { askComment } from './askComment.ts';
import type { ReviewDependencies } from './dependencies.ts';
import { effectRows } from './effectRows.ts';
import { openFiles } from './files.ts';
import { giveApproval, type ApprovalAnswer } from './giveApproval.ts';
import { aboutOf, nameOf, preview, textKey } from './openedChange.ts';
import { askPage, heading } from './page.ts';
import { openTarget } from './pickPullRequest.ts';
import { send } from './send.ts';
import { t } from '../language.ts';

/** **Change: Approve…**: says in which role the approval will count, or why it would not, before it is given. */
export async function approve(dependencies: ReviewDependencies): Promise<void> {
  const opened = await openTarget(dependencies);
  if (!opened) {
    return;
  }
  const { texts } = dependencies;
  const { pullRequest } = opened;
  const key = textKey(opened, 'approval');
  const { text, commit, isRepetition } = await preview(opened, 'APPROVED');
  const begun = texts.read(key) === '' ? '' : t`what you began to write is kept`;
  const title = t`Approve ${nameOf(pullRequest)}`;
  const verb = isRepetition ? t`Approve again` : text.isEffective ? t`Approve` : t`Approve all the same`;
  const answer = await askPage<ApprovalAnswer>({
    title,
    about: aboutOf(pullRequest),
    rows: [
      { label: `$(${text.isEffective && !isRepetition ? 'check' : 'warning'}) ${verb}`, answer: 'approve' },
      { label: t`$(comment) ${verb} with a comment…`, description: begun, answer: 'comment' },
      { label: t`$(diff-multiple) Look at the files`, answer: 'files' },
      heading(t`What your approval does`),
      ...effectRows(text),
    ],
  });
  await giveApproval(dependencies, opened, answer, {
    title,
    key,
    commit,
    done: (which) => t`You approved ${which}.`,
    command: commands.approve,
  });
}

/** **Change: Request Changes…**: says what it blocks before it is given. */
export async function requestChanges(dependencies: ReviewDependencies): Promise<void> {
  const opened = await openTarget(dependencies);
  if (!opened) {
    return;
  }
  const { texts } = dependencies;
  const { pullRequest } = opened;
  const key = textKey(opened, 'changes');
  const { text, commit } = await preview(opened, 'CHANGES_REQUESTED');
  const begun = texts.read(key);
  const title = t`Request Changes in ${nameOf(pullRequest)}`;
  const answer = await askPage<'write' | 'files'>({
    title,
    about: aboutOf(pullRequest),
    rows: [
      {
        label: t`$(edit) Write what should change…`,
        description: begun === '' ? '' : t`what you began to write is kept`,
        answer: 'write',
      },
      { label: t`$(diff-multiple) Look at the files`, answer: 'files' },
      heading(t`What your request does`),
      ...effectRows(text),
    ],
  });
  if (answer === 'files') {
    await openFiles(opened);
    return;
  }
  const body = await askComment({ title, prompt: t`What should change? Enter sends it.`, key }, texts);
  await send(
    dependencies,
    opened,
    { verdict: 'CHANGES_REQUESTED', commit, body },
    {
      done: (which) => t`You requested changes on ${which}.`,
      sent: async () => texts.write(key, ''),
      again: async () => vscode.commands.executeCommand(commands.requestChanges),
    },
  );
}
