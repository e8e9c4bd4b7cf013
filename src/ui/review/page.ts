import * as vscode from 'vscode';
import { Cancelled } from '../../base/errors.ts';
import { DisposableStore } from '../../base/disposables.ts';
import { onOneLine } from '../../base/text.ts';
import { plainLabel } from '../text.ts';

/** A line of a page: with an answer it can be chosen, without one it tells something. */
export interface Row<T> extends vscode.QuickPickItem {
  readonly answer?: T;
}

export interface Page<T> {
  readonly title: string;
  /** What all of it is about, in the line at the top. */
  readonly about: string;
  readonly rows: readonly Row<T>[];
}

/**
 * Shows a page of facts with the few things that can be done about them; {@link Cancelled} when the person turns away.
 * It closes with the choice, so that pressing Enter twice chooses once.
 */
export async function askPage<T>({ title, about, rows }: Page<T>): Promise<T> {
  const store = new DisposableStore();
  const pick = store.add(vscode.window.createQuickPick<Row<T>>());
  pick.title = plainLabel(onOneLine(title));
  pick.placeholder = onOneLine(about);
  pick.items = rows;
  pick.ignoreFocusOut = true;
  const first = rows.find(({ answer }) => answer !== undefined);
  pick.activeItems = first ? [first] : [];
  try {
    return await new Promise<T>((resolve, reject) => {
      store.add(
        pick.onDidAccept(() => {
          const answer = pick.selectedItems[0]?.answer;
          if (answer !== undefined) {
            resolve(answer);
          }
        }),
      );
      store.add(
        pick.onDidHide(() => {
          reject(new Cancelled());
        }),
      );
      pick.show();
    });
  } finally {
    store.dispose();
  }
}

export function heading(label: string): Row<never> {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

/** How many characters of a label are in sight; in the first row of a group its heading takes some of the room. */
const width = { besideHeading: 60, alone: 80 };

/** A sentence in as many rows as it takes: VS Code would cut off what does not fit into one. */
export function sentenceRows(
  icon: string,
  sentence: string,
  first: keyof typeof width = 'alone',
): readonly Row<never>[] {
  const lines: string[] = [];
  for (const word of onOneLine(sentence).split(' ')) {
    const line = lines.at(-1);
    const room = width[lines.length === 1 ? first : 'alone'];
    if (line !== undefined && line.length + word.length < room) {
      lines[lines.length - 1] = `${line} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines.map((line, index) => ({
    label: `$(${index === 0 ? icon : 'blank'}) ${plainLabel(line)}`,
    alwaysShow: true,
  }));
}
