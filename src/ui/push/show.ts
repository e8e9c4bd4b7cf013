import * as vscode from 'vscode';
import type { BranchJudgement, PushJudgement } from '../../change/guardPush.ts';
import { pushMessage } from '../../change/pushWords.ts';
import { views } from '../contributions.ts';
import { showWarning, type Action } from '../messages.ts';
import { t } from '../language.ts';

/** Tells what there is to say about a push, once, with what the person can do. */
export async function showJudgement(judgement: PushJudgement, ...more: readonly Action[]): Promise<void> {
  const draft = judgement.branches.find(({ draftFile }) => draftFile !== undefined);
  const actions = [
    ...(draft ? [{ label: t`Open Draft`, run: async () => openDraft(draft) }] : []),
    { label: t`Show Change`, run: showChange },
    ...more,
  ];
  const label = await showWarning(pushMessage(judgement), ...actions.map((action) => action.label));
  await actions.find((action) => action.label === label)?.run();
}

export async function openDraft({ draftFile, pullRequestUrl }: BranchJudgement): Promise<void> {
  if (draftFile !== undefined) {
    await vscode.window.showTextDocument(vscode.Uri.file(draftFile));
  } else if (pullRequestUrl !== undefined) {
    await vscode.env.openExternal(vscode.Uri.parse(pullRequestUrl, true));
  }
}

export async function showChange(): Promise<void> {
  await vscode.commands.executeCommand(`${views.currentChange}.focus`);
}
