import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../base/disposables.ts';
import type { Change } from '../change/observedChange.ts';
import { views } from './contributions.ts';
import { knownOf, type CurrentChange } from './currentChange.ts';
import type { CurrentChangeModel } from './currentChangeModel.ts';
import { plainLabel } from './text.ts';
import { t, translated } from './language.ts';

/** One item, `#42 · 3/6`, with the six steps in its tooltip; it is there only while a change is. */
export function registerStatusBar(model: CurrentChangeModel): Disposable {
  const store = new DisposableStore();
  const item = store.add(
    vscode.window.createStatusBarItem('changeGuide.change', vscode.StatusBarAlignment.Left, 90),
  );
  item.name = 'Change Guide';
  item.command = `${views.currentChange}.focus`;
  store.add(model.onDidChange((state) => void show(state)));
  return store;

  async function show(state: CurrentChange): Promise<void> {
    const change = knownOf(state)?.change;
    if (!change) {
      item.hide();
      return;
    }
    const { changeState } = await import('../procedure/changeState.ts');
    const { stepsDone } = await import('../procedure/stepState.ts');
    const { reportOutline } = await import('../procedure/reportOutline.ts');
    if (state !== model.state) {
      return;
    }
    const { tone, words: said } = changeState(change);
    const words = translated(said);
    const key = keyOf(change);
    item.text = `$(checklist) ${plainLabel(key)} · ${stepsDone(change.report)}/${change.report.steps.length}`;
    item.backgroundColor = backgrounds[tone];
    const tooltip = new vscode.MarkdownString().appendText(`${key} ${titleOf(change)}: ${words}`);
    for (const { mark, title, words: step } of reportOutline(change.report).steps) {
      tooltip.appendMarkdown('\n\n').appendText(`${mark} ${translated(title)}: ${translated(step)}`);
    }
    item.tooltip = tooltip;
    item.accessibilityInformation = { label: t`Change ${key}, ${titleOf(change)}, ${words}`, role: 'button' };
    item.show();
  }
}

/** Colour only where something went wrong. */
const backgrounds: Readonly<Record<string, vscode.ThemeColor | undefined>> = {
  blocked: new vscode.ThemeColor('statusBarItem.warningBackground'),
  violated: new vscode.ThemeColor('statusBarItem.errorBackground'),
};

/** A branch's name may hold the ticket's key without its sign: `fix/8-health` is for #8. */
function keyOf({ record, ticketKey, branch }: Change): string {
  return record.pullRequest ? `#${record.pullRequest.number}` : (record.ticket?.key ?? ticketKey ?? branch);
}

function titleOf({ record }: Change): string {
  return record.pullRequest?.title ?? record.ticket?.title ?? t`its title could not be read`;
}
