import * as vscode from 'vscode';
import { plainLabel } from '../text.ts';
import type { DraftContexts } from './draftContexts.ts';
import { impactOn } from './lenses.ts';
import { t, translated } from '../language.ts';
import { findingWords } from '../../procedure/findings.ts';

/** Lists why the security team will have to approve; a file is opened when it is picked. */
export async function showImpact(contexts: DraftContexts, uri: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const context = await contexts.of(document);
  if (!context) {
    return;
  }
  const items = impactOn(document.getText(), context).map((finding) =>
    finding.code === 'impact.path'
      ? {
          label: plainLabel(finding.data.path),
          description: t`matches ${finding.data.pattern}`,
          file: vscode.Uri.joinPath(context.repository.rootUri, finding.data.path),
        }
      : { label: plainLabel(translated(findingWords(finding))), description: '', file: undefined },
  );
  const picked = await vscode.window.showQuickPick(items, {
    title: t`Security Review`,
    placeHolder: t`Why the security team will have to approve this change`,
  });
  if (picked?.file) {
    await vscode.commands.executeCommand('vscode.open', picked.file);
  }
}
