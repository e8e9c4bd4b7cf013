import * as vscode from 'vscode';
import { movedEdit } from '../../change/draftPoints.ts';
import type { TextEdit } from '../../procedure/textEdit.ts';
import type { TextRange } from '../../procedure/textRange.ts';

export function rangeOf(document: vscode.TextDocument, range: TextRange): vscode.Range {
  return document.validateRange(
    new vscode.Range(range.startLine, atMost(range.startColumn), range.endLine, atMost(range.endColumn)),
  );
}

/** An edit of the draft's body as one of its document. */
export function bodyEdit(document: vscode.TextDocument, edit: TextEdit, bodyLine: number): vscode.TextEdit {
  const { range, text } = movedEdit(edit, bodyLine);
  // A draft without a body ends before the line on which its body would begin.
  const gap = range.startLine >= document.lineCount && !isLastLineEmpty(document) ? '\n\n' : '';
  return vscode.TextEdit.replace(rangeOf(document, range), gap + text);
}

function isLastLineEmpty(document: vscode.TextDocument): boolean {
  return document.lineAt(document.lineCount - 1).isEmptyOrWhitespace;
}

function atMost(column: number): number {
  return Math.min(column, 1_000_000);
}
