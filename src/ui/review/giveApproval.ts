import * as vscode from 'vscode';
import { t } from '../language.ts';
import { askComment } from './askComment.ts';
import type { ReviewDependencies } from './dependencies.ts';
import { openFiles } from './files.ts';
import type { TextKey } from './keptTexts.ts';
import type { OpenedChange } from './openedChange.ts';
import { send } from './send.ts';

/** What a person answers to the page that says what their approval does. */
export type ApprovalAnswer = 'approve' | 'comment' | 'files';

/** An approval as its page showed it. */
interface ShownApproval {
  readonly title: string;
  /** Where the comment is kept until it is given. */
  readonly key: TextKey;
  readonly commit: string;
  readonly done: (which: string) => string;
  /** What shows the page again. */
  readonly command: string;
}

/** Gives the approval, asks for its comment first, or shows the files instead. */
export async function giveApproval(
  dependencies: ReviewDependencies,
  opened: OpenedChange,
  answer: ApprovalAnswer,
  { title, key, commit, done, command }: ShownApproval,
): Promise<void> {
  if (answer === 'files') {
    await openFiles(opened);
    return;
  }
  const { texts } = dependencies;
  const body =
    answer === 'comment'
      ? await askComment({ title, prompt: t`A comment to your approval. Enter approves.`, key }, texts)
      : '';
  await send(
    dependencies,
    opened,
    { verdict: 'APPROVED', commit, body },
    {
      done,
      sent: async () => (answer === 'comment' ? texts.write(key, '') : undefined),
      again: async () => vscode.commands.executeCommand(command),
    },
  );
}
