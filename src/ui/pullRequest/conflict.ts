import * as vscode from 'vscode';
import { draftText, parseDraft } from '../../change/pullRequestDraft.ts';
import type { HostedPullRequest } from '../../change/pullRequests.ts';
import type { ChangedOnHostError } from '../../change/submitError.ts';
import { commands } from '../contributions.ts';
import { showFailure, showWarning, type Log } from '../messages.ts';
import type { DraftContext, DraftContexts } from './draftContexts.ts';
import { shownText } from './shownText.ts';
import type { SubmitOptions } from './submitOptions.ts';
import { t } from '../language.ts';

/** Shows what GitHub says beside the draft, and waits for the developer to decide; nothing is overwritten before. */
export async function showConflict(
  { theirs, message }: ChangedOnHostError,
  document: vscode.TextDocument,
  context: DraftContext,
  contexts: DraftContexts,
  log: Log,
): Promise<void> {
  const text = draftText({ title: theirs.title, body: theirs.body.replace(/\r\n?/g, '\n') });
  const there = shownText(`/#${theirs.number}.md`, text);
  try {
    await vscode.commands.executeCommand(
      'vscode.diff',
      there.uri,
      document.uri,
      `#${theirs.number}: GitHub ↔ Draft`,
    );
    const mine = t`Use Draft`;
    const take = t`Use GitHub’s`;
    const answer = await showWarning(message, mine, take);
    if (answer === mine) {
      const options: SubmitOptions = { overwrite: { title: theirs.title, body: theirs.body } };
      await vscode.window.showTextDocument(document, { preview: false });
      await vscode.commands.executeCommand(commands.submitPullRequest, options);
    } else if (answer === take) {
      await takeTheirs(theirs, text, document, context);
      contexts.forget();
    }
  } catch (error) {
    await showFailure(log, error);
  } finally {
    there.dispose();
  }
}

/** The labels of the draft stay; its own words can be had back by undo. */
async function takeTheirs(
  { title, body }: HostedPullRequest,
  text: string,
  document: vscode.TextDocument,
  { site, branch }: DraftContext,
): Promise<void> {
  const { titleLine } = parseDraft(document.getText());
  const edit = new vscode.WorkspaceEdit();
  edit.replace(
    document.uri,
    document.validateRange(new vscode.Range(titleLine, 0, document.lineCount, 0)),
    text,
  );
  await vscode.workspace.applyEdit(edit);
  await document.save();
  const submission = await site.drafts.readSubmission(branch);
  if (submission) {
    await site.drafts.writeSubmission({ ...submission, agreed: { title, body } });
  }
}
