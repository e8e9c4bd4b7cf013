import * as vscode from 'vscode';
import { readDraft } from '../../change/draftPoints.ts';
import { isReason } from '../../procedure/checklist.ts';
import { giveReason, insertItem, markNotApplicable, tick } from '../../procedure/descriptionFixes.ts';
import { applyEdits, type TextEdit } from '../../procedure/textEdit.ts';
import { plainLabel } from '../text.ts';
import { draftCommands } from './draftCommands.ts';
import type { DraftContexts } from './draftContexts.ts';
import { bodyEdit } from './ranges.ts';
import { t } from '../language.ts';

/** The quick fixes that ask something first. */
export function registerFixCommands(contexts: DraftContexts): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(
      draftCommands.markNotApplicable,
      async (uri: vscode.Uri, item: string) => {
        await fixItem(uri, item, 'unanswered', (body, range, reason, procedure) =>
          markNotApplicable(procedure, body, item, range, reason),
        );
      },
    ),
    vscode.commands.registerCommand(draftCommands.giveReason, async (uri: vscode.Uri, item: string) => {
      await fixItem(uri, item, 'no reason', (body, range, reason) => giveReason(body, range, reason));
    }),
    vscode.commands.registerCommand(draftCommands.answerAll, async (uri: vscode.Uri) => answerAll(uri)),
    vscode.commands.registerCommand(draftCommands.writeHere, writeHere),
  );

  async function read(uri: vscode.Uri) {
    const document = await vscode.workspace.openTextDocument(uri);
    const procedure = (await contexts.of(document))?.facts.procedure;
    return procedure && { document, procedure, reading: readDraft(procedure, document.getText()) };
  }

  async function fixItem(
    uri: vscode.Uri,
    item: string,
    wanted: 'unanswered' | 'no reason',
    fix: (
      body: string,
      range: Parameters<typeof giveReason>[1],
      reason: string,
      procedure: Parameters<typeof markNotApplicable>[0],
    ) => TextEdit,
  ): Promise<void> {
    const reason = await askReason(item);
    const found = reason === undefined ? undefined : await read(uri);
    if (reason === undefined || !found) {
      return;
    }
    const { document, procedure, reading } = found;
    const { body, bodyLine } = reading.draft;
    const entries = reading.description.checklist
      .filter((answer) => answer.item === item)
      .flatMap((answer) => answer.entries.filter(({ reply }) => reply === wanted));
    const edits = entries.map(({ range }) =>
      bodyEdit(document, fix(body, range, reason, procedure), bodyLine),
    );
    const [first] = edits;
    await replaceAll(document, edits);
    if (first) {
      await putCursor(document, document.lineAt(first.range.start.line).range.end);
    }
  }

  /** One list of what is left; what the developer picks is ticked, all else stays open. */
  async function answerAll(uri: vscode.Uri): Promise<void> {
    const found = await read(uri);
    if (!found) {
      return;
    }
    const { document, procedure, reading } = found;
    const left = reading.points.flatMap(({ finding }) =>
      finding.code === 'checklist.unanswered' || finding.code === 'checklist.item-missing'
        ? finding.data.item
        : [],
    );
    const items = left.map((item) => ({ label: plainLabel(item), item }));
    const picked = await vscode.window.showQuickPick(items, {
      title: t`Security Checklist`,
      placeHolder: t`Pick what holds for this change; the others stay open`,
      canPickMany: true,
      ignoreFocusOut: true,
    });
    if (!picked || picked.length === 0) {
      return;
    }
    const body = picked.reduce((text, { item }) => {
      const answer = readDraft(procedure, text).description.checklist.find((other) => other.item === item);
      const open = answer?.entries.filter(({ reply }) => reply === 'unanswered') ?? [];
      const edits =
        open.length > 0 ? open.map(({ range }) => tick(range)) : [insertItem(procedure, text, item, true)];
      return applyEdits(text, edits);
    }, reading.draft.body);
    const start = new vscode.Position(Math.min(reading.draft.bodyLine, document.lineCount), 0);
    const all = new vscode.Range(start, new vscode.Position(document.lineCount, 0));
    await replaceAll(document, [vscode.TextEdit.replace(document.validateRange(all), `${body}\n`)]);
  }
}

async function askReason(item: string): Promise<string | undefined> {
  const reason = await vscode.window.showInputBox({
    title: t`Not Applicable`,
    prompt: t`Why does “${item}” not apply to this change? The security team will have to agree.`,
    placeHolder: t`Such as: only documentation is changed`,
    ignoreFocusOut: true,
    validateInput: (text) => (isReason(text) ? undefined : t`Write the reason in a few words.`),
  });
  return reason?.trim();
}

/** Under the heading, on a line of its own. */
async function writeHere(uri: vscode.Uri, line: number): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const place =
    line >= document.lineCount
      ? document.lineAt(document.lineCount - 1).range.end
      : new vscode.Position(line, 0);
  await replaceAll(document, [vscode.TextEdit.insert(place, '\n\n')]);
  await putCursor(document, new vscode.Position(place.line + 1, 0));
}

async function replaceAll(document: vscode.TextDocument, edits: vscode.TextEdit[]): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, edits);
  await vscode.workspace.applyEdit(edit);
}

async function putCursor(document: vscode.TextDocument, position: vscode.Position): Promise<void> {
  const at = document.validatePosition(position);
  await vscode.window.showTextDocument(document, { preview: false, selection: new vscode.Range(at, at) });
}
