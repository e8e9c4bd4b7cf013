import * as vscode from 'vscode';
import { commands } from '../contributions.ts';
import { askComment } from './askComment.ts';
import type { ReviewDependencies } from './dependencies.ts';
import { effectRows } from './effectRows.ts';
import { openFiles } from './files.ts';
import { aboutOf, nameOf, preview, textKey } from './openedChange.ts';
import { askPage, heading } from './page.ts';
import { openTarget } from './pickPullRequest.ts';
import { send } from './send.ts';

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
  const begun = texts.read(key) === '' ? '' : 'what you began to write is kept';
  const title = `Approve ${nameOf(pullRequest)}`;
  const verb = isRepetition ? 'Approve again' : text.isEffective ? 'Approve' : 'Approve all the same';
  const answer = await askPage<'approve' | 'comment' | 'files'>({
    title,
    about: aboutOf(pullRequest),
    rows: [
      { label: `$(${text.isEffective && !isRepetition ? 'check' : 'warning'}) ${verb}`, answer: 'approve' },
      { label: `$(comment) ${verb} with a comment…`, description: begun, answer: 'comment' },
      { label: '$(diff-multiple) Look at the files', answer: 'files' },
      heading('What your approval does'),
      ...effectRows(text),
    ],
  });
  if (answer === 'files') {
    await openFiles(opened);
    return;
  }
  const body =
    answer === 'comment'
      ? await askComment({ title, prompt: 'A comment to your approval. Enter approves.', key }, texts)
      : '';
  await send(
    dependencies,
    opened,
    { verdict: 'APPROVED', commit, body },
    {
      done: 'You approved',
      sent: async () => (answer === 'comment' ? texts.write(key, '') : undefined),
      again: async () => vscode.commands.executeCommand(commands.approve),
    },
  );
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
  const title = `Request Changes in ${nameOf(pullRequest)}`;
  const answer = await askPage<'write' | 'files'>({
    title,
    about: aboutOf(pullRequest),
    rows: [
      {
        label: '$(edit) Write what should change…',
        description: begun === '' ? '' : 'what you began to write is kept',
        answer: 'write',
      },
      { label: '$(diff-multiple) Look at the files', answer: 'files' },
      heading('What your request does'),
      ...effectRows(text),
    ],
  });
  if (answer === 'files') {
    await openFiles(opened);
    return;
  }
  const body = await askComment({ title, prompt: 'What should change? Enter sends it.', key }, texts);
  await send(
    dependencies,
    opened,
    { verdict: 'CHANGES_REQUESTED', commit, body },
    {
      done: 'You requested changes on',
      sent: async () => texts.write(key, ''),
      again: async () => vscode.commands.executeCommand(commands.requestChanges),
    },
  );
}
