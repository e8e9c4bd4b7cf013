import * as vscode from 'vscode';
import { Cancelled } from '../../base/errors.ts';
import { DisposableStore } from '../../base/disposables.ts';
import { onOneLine } from '../../base/text.ts';
import { plainLabel } from '../text.ts';
import type { KeptTexts, TextKey } from './keptTexts.ts';
import { t } from '../language.ts';

interface EvidenceItem extends vscode.QuickPickItem {
  readonly does?: 'add' | 'done' | { readonly removes: number };
}

/**
 * Asks what was tested, line by line: Enter adds what is typed, and goes on when nothing is. What is there is kept until
 * it is sent.
 */
export async function askEvidence(title: string, key: TextKey, texts: KeptTexts): Promise<string> {
  const store = new DisposableStore();
  const pick = store.add(vscode.window.createQuickPick<EvidenceItem>());
  const lines = texts
    .read(key)
    .split('\n')
    .filter((line) => line !== '');
  pick.title = plainLabel(onOneLine(`${title} (2/3)`));
  pick.placeholder = t`What did you test? A line or a link; Enter adds it`;
  pick.ignoreFocusOut = true;
  const show = () => {
    pick.items = itemsOf(lines, pick.value.trim());
  };
  try {
    return await new Promise<string>((resolve, reject) => {
      store.add(pick.onDidChangeValue(show));
      store.add(
        pick.onDidAccept(() => {
          const does = pick.selectedItems[0]?.does;
          if (does === 'done') {
            resolve(lines.join('\n'));
            return;
          }
          if (does === 'add') {
            lines.push(onOneLine(pick.value.trim()));
            pick.value = '';
          } else if (does !== undefined) {
            lines.splice(does.removes, 1);
          }
          void texts.write(key, lines.join('\n'));
          show();
        }),
      );
      store.add(
        pick.onDidHide(() => {
          // What was typed and not added yet is kept as a line of its own.
          const typed = pick.value.trim();
          void texts.write(key, [...lines, ...(typed === '' ? [] : [onOneLine(typed)])].join('\n'));
          reject(new Cancelled());
        }),
      );
      show();
      pick.show();
    });
  } finally {
    store.dispose();
  }
}

function itemsOf(lines: readonly string[], typed: string): readonly EvidenceItem[] {
  const next: EvidenceItem =
    typed !== ''
      ? { label: t`$(add) Add “${plainLabel(onOneLine(typed))}”`, does: 'add' }
      : lines.length > 0
        ? { label: t`$(arrow-right) Go on to the result`, does: 'done' }
        : { label: t`$(edit) Type what you tested, or paste a link to it` };
  return [
    { ...next, alwaysShow: true },
    ...lines.map((line, index): EvidenceItem => ({
      label: `$(note) ${plainLabel(line)}`,
      description: t`Enter removes it`,
      alwaysShow: true,
      does: { removes: index },
    })),
  ];
}
