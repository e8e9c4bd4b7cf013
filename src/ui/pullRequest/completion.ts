import * as vscode from 'vscode';
import { readDraft } from '../../change/draftPoints.ts';
import { roleIds } from '../../procedure/procedure.ts';
import type { DraftContext, DraftContexts } from './draftContexts.ts';
import { t } from '../language.ts';

/** How many milliseconds a host may take before there is nothing to complete. */
const patience = 5000;

/** `@` completes people and the procedure's teams, `#` tickets, and behind a checklist's item `N/A: `. */
export class DraftCompletion implements vscode.CompletionItemProvider {
  static readonly triggers = ['@', '#', ' '];
  readonly #contexts: DraftContexts;

  constructor(contexts: DraftContexts) {
    this.#contexts = contexts;
  }

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.CompletionItem[]> {
    const context = await this.#contexts.of(document);
    if (!context) {
      return [];
    }
    const before = document.lineAt(position.line).text.slice(0, position.character);
    const word = /(?<![\w@#/])[@#][\w/-]*$/.exec(before)?.[0];
    const range = new vscode.Range(position.translate(0, -(word?.length ?? 0)), position);
    if (word?.startsWith('@') === true) {
      return (await people(context)).map((name) => item(`@${name}`, vscode.CompletionItemKind.User, range));
    }
    if (word?.startsWith('#') === true && before.trim() !== word) {
      return tickets(context, range);
    }
    return behindItem(document, position, context) ? [notApplicable(position, before)] : [];
  }
}

async function people({ site, facts }: DraftContext): Promise<string[]> {
  const logins = await site.hosted.pullRequests.people(AbortSignal.timeout(patience)).catch(() => []);
  const teams = roleIds.flatMap((role) => facts.procedure.roles[role].teams);
  return [...new Set([...logins, ...teams])];
}

async function tickets({ site }: DraftContext, range: vscode.Range): Promise<vscode.CompletionItem[]> {
  const found = await site.hosted.tracker.recent(AbortSignal.timeout(patience)).catch(() => []);
  return found.map(({ key, title }, index) => {
    const made = item(key, vscode.CompletionItemKind.Reference, range);
    made.detail = title;
    made.filterText = `${key} ${title}`;
    made.sortText = String(index).padStart(4, '0');
    return made;
  });
}

/** Whether the cursor is at the end of an item that is not answered yet. */
function behindItem(
  document: vscode.TextDocument,
  { line, character }: vscode.Position,
  { facts }: DraftContext,
): boolean {
  const { points } = readDraft(facts.procedure, document.getText());
  return points.some(
    ({ finding, ranges }) =>
      finding.code === 'checklist.unanswered' &&
      ranges.some(({ endLine, endColumn }) => endLine === line && character >= endColumn),
  );
}

function notApplicable(position: vscode.Position, before: string): vscode.CompletionItem {
  const made = item('N/A: ', vscode.CompletionItemKind.Value, new vscode.Range(position, position));
  made.insertText = before.endsWith(' ') ? 'N/A: ' : ' N/A: ';
  made.detail = t`Not applicable, and why. The security team will have to agree.`;
  return made;
}

function item(label: string, kind: vscode.CompletionItemKind, range: vscode.Range): vscode.CompletionItem {
  const made = new vscode.CompletionItem(label, kind);
  made.range = range;
  return made;
}
