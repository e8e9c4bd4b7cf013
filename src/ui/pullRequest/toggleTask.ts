import * as vscode from 'vscode';
import { moved } from '../../change/draftPoints.ts';
import { parseDraft } from '../../change/pullRequestDraft.ts';
import { readMarkdown } from '../../procedure/markdown.ts';
import type { TextRange } from '../../procedure/textRange.ts';
import { isDraft } from './draftFiles.ts';

/** Ticks the tasks on the cursors' lines, or takes the ticks away when all of them have one. */
export async function toggleTask(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor || !isDraft(editor.document)) {
    return;
  }
  const tasks = editor.selections.flatMap((selection) => tasksIn(editor.document, selection));
  const mark = tasks.every(({ isTicked }) => isTicked) ? ' ' : 'x';
  await editor.edit((edit) => {
    for (const { range } of tasks) {
      edit.replace(
        new vscode.Range(range.startLine, range.startColumn + 1, range.startLine, range.startColumn + 2),
        mark,
      );
    }
  });
}

export function hasTask(document: vscode.TextDocument, range: vscode.Range): boolean {
  return tasksIn(document, range).length > 0;
}

function tasksIn(
  document: vscode.TextDocument,
  { start, end }: vscode.Range,
): readonly { readonly isTicked: boolean; readonly range: TextRange }[] {
  const { body, bodyLine } = parseDraft(document.getText());
  return readMarkdown(body)
    .tasks.map(({ isTicked, range }) => ({ isTicked, range: moved(range, bodyLine) }))
    .filter(({ range }) => range.startLine <= end.line && range.endLine >= start.line);
}
