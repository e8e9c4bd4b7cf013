import { readFile, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposables.ts';
import type { StartJournal } from '../../change/startJournal.ts';
import { ticketForm } from '../../change/ticketForm.ts';
import { commands, contextKeys } from '../contributions.ts';
import { t } from '../language.ts';

/** The description as it was written so far; undefined when nobody began one. */
export async function writtenDescription(journal: StartJournal): Promise<string | undefined> {
  try {
    return await readFile(await journal.descriptionFile(), 'utf8');
  } catch {
    return undefined;
  }
}

/** The editor in which the description of a new ticket is written, with a form when it is empty. */
export class DescriptionEditor implements Disposable {
  readonly #disposables = new DisposableStore();
  readonly #continued = this.#disposables.add(new vscode.EventEmitter<void>());

  constructor() {
    this.#disposables.add(
      vscode.commands.registerCommand(commands.continueStart, () => {
        this.#continued.fire();
      }),
    );
  }

  /** Waits until the developer goes on: by the lens above the text, the button of the editor, or by closing it. */
  async edit(journal: StartJournal, title: string): Promise<void> {
    const file = await journal.descriptionFile();
    if ((await writtenDescription(journal)) === undefined) {
      await writeFile(file, ticketForm(), { mode: 0o600 });
    }
    const uri = vscode.Uri.file(file);
    const document = await vscode.workspace.openTextDocument(uri);
    const store = new DisposableStore();
    try {
      await vscode.commands.executeCommand('setContext', contextKeys.describing, true);
      store.add(continueLens(uri, title));
      await vscode.window.showTextDocument(document, { preview: false });
      await new Promise<void>((resolve) => {
        store.add(this.#continued.event(resolve));
        store.add(
          vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
            if (closed.some((tab) => isTabOf(tab, uri))) {
              resolve();
            }
          }),
        );
      });
      await document.save();
      await closeTab(uri);
    } finally {
      store.dispose();
      await vscode.commands.executeCommand('setContext', contextKeys.describing, false);
    }
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}

function continueLens(uri: vscode.Uri, title: string): Disposable {
  const top = new vscode.Range(0, 0, 0, 0);
  return vscode.languages.registerCodeLensProvider(
    { scheme: uri.scheme, pattern: uri.fsPath },
    {
      provideCodeLenses: () => [
        new vscode.CodeLens(top, {
          command: commands.continueStart,
          title: t`$(arrow-right) Continue Start Change`,
        }),
        new vscode.CodeLens(top, { command: '', title: t`Description of the ticket “${title}”` }),
      ],
    },
  );
}

function isTabOf(tab: vscode.Tab, uri: vscode.Uri): boolean {
  return tab.input instanceof vscode.TabInputText && tab.input.uri.toString() === uri.toString();
}

async function closeTab(uri: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter((tab) => isTabOf(tab, uri));
  await vscode.window.tabGroups.close(tabs);
}
