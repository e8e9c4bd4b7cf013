import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../base/disposables.ts';
import { views } from './contributions.ts';
import type { CurrentChange, CurrentChangeModel } from './currentChange.ts';

/** One item with the ticket's key; it is there only while a change is. */
export function registerStatusBar(model: CurrentChangeModel): Disposable {
  const store = new DisposableStore();
  const item = store.add(
    vscode.window.createStatusBarItem('changeGuide.change', vscode.StatusBarAlignment.Left, 90),
  );
  item.name = 'Change Guide';
  item.command = `${views.currentChange}.focus`;
  show(model.state);
  store.add(model.onDidChange(show));
  return store;

  function show(state: CurrentChange): void {
    const change =
      state.kind === 'change' ? state.change : state.kind === 'failed' ? state.last?.change : undefined;
    // A branch's name may hold the key without its sign: `fix/8-health` is for #8.
    const key = change?.ticket?.key ?? change?.ticketKey;
    if (!change || key === undefined) {
      item.hide();
      return;
    }
    const title = change.ticket?.title ?? 'its title could not be read';
    item.text = `$(checklist) ${key}`;
    item.tooltip = new vscode.MarkdownString().appendText(`Change ${key}: ${title}\n${change.branch}`);
    item.accessibilityInformation = { label: `Change ${key}, ${title}`, role: 'button' };
    item.show();
  }
}
