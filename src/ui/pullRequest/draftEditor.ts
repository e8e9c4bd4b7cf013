import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposables.ts';
import type { Log } from '../messages.ts';
import { DraftCompletion } from './completion.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { draftCommands } from './draftCommands.ts';
import type { DraftContexts } from './draftContexts.ts';
import { draftSelector, isDraft } from './draftFiles.ts';
import { registerFixCommands } from './fixCommands.ts';
import { DraftLenses } from './lenses.ts';
import { DraftQuickFixes } from './quickFixes.ts';
import { showImpact } from './showImpact.ts';

/** Typing pauses this long (milliseconds) before the draft is read again. */
const pause = 150;

/** All that helps while a draft is written; loaded with the first one that is opened. */
export function helpWithDrafts(contexts: DraftContexts, log: Log): Disposable {
  const store = new DisposableStore();
  const diagnostics = store.add(vscode.languages.createDiagnosticCollection('change-guide-draft'));
  const waiting = new Map<string, NodeJS.Timeout>();
  const judge = async (document: vscode.TextDocument) => {
    const context = await contexts.of(document);
    if (!document.isClosed) {
      diagnostics.set(document.uri, context ? diagnosticsOf(document, context.facts.procedure) : []);
    }
  };
  const judgeSoon = (document: vscode.TextDocument, milliseconds = pause) => {
    if (!isDraft(document)) {
      return;
    }
    const key = document.uri.toString();
    clearTimeout(waiting.get(key));
    waiting.set(
      key,
      setTimeout(() => {
        waiting.delete(key);
        judge(document).catch((error: unknown) => {
          log.error('The draft could not be judged', error);
        });
      }, milliseconds),
    );
  };
  const judgeAll = () => {
    for (const document of vscode.workspace.textDocuments) {
      judgeSoon(document, 0);
    }
  };
  store.add(
    vscode.workspace.onDidOpenTextDocument((document) => {
      judgeSoon(document, 0);
    }),
  );
  store.add(
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      judgeSoon(document);
    }),
  );
  store.add(
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      clearTimeout(waiting.get(uri.toString()));
      diagnostics.delete(uri);
    }),
  );
  store.add(contexts.onDidChange(judgeAll));
  store.add(vscode.languages.registerCodeLensProvider(draftSelector, new DraftLenses(contexts)));
  store.add(
    vscode.languages.registerCodeActionsProvider(draftSelector, new DraftQuickFixes(contexts), {
      providedCodeActionKinds: DraftQuickFixes.kinds,
    }),
  );
  store.add(
    vscode.languages.registerCompletionItemProvider(
      draftSelector,
      new DraftCompletion(contexts),
      ...DraftCompletion.triggers,
    ),
  );
  store.add(registerFixCommands(contexts));
  store.add(
    vscode.commands.registerCommand(draftCommands.showImpact, async (uri: vscode.Uri) =>
      showImpact(contexts, uri),
    ),
  );
  judgeAll();
  return store;
}
