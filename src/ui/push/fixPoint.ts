import * as vscode from 'vscode';
import type { BranchJudgement } from '../../change/guardPush.ts';
import type { PushPoint } from '../../change/pushPoints.ts';
import type { GitRepository } from '../gitExtension.ts';
import type { PushDependencies } from './parts.ts';
import { openDraft, showChange } from './show.ts';
import { t } from '../language.ts';

/** Takes the person to where an open point of a push is mended. */
export async function fixPoint(
  point: PushPoint,
  judged: BranchJudgement,
  repository: GitRepository,
  { sites }: PushDependencies,
): Promise<void> {
  switch (point.kind) {
    case 'base-branch':
      await vscode.commands.executeCommand('git.branch', repository.rootUri);
      return;
    case 'ticket': {
      const key = await vscode.window.showInputBox({
        title: t`The ticket of “${judged.branch}”`,
        prompt: t`Its number, such as #42, or the key of another tracker, such as PAY-7`,
        validateInput: (text) =>
          /^(#?\d+|[A-Za-z][A-Za-z0-9]*-\d+)$/.test(text.trim())
            ? undefined
            : t`A ticket looks like #42 or PAY-7.`,
      });
      if (key !== undefined) {
        const { workingCopy } = await sites.of(repository);
        await workingCopy.rememberTicket(judged.branch, key.trim().replace(/^(?=\d)/, '#'));
      }
      return;
    }
    case 'description':
      await openDraft(judged);
      return;
    case 'security':
    case 'stale':
      await showChange();
  }
}
