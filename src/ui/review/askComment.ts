import * as vscode from 'vscode';
import { Cancelled } from '../../base/errors.ts';
import { DisposableStore } from '../../base/disposables.ts';
import { onOneLine } from '../../base/text.ts';
import { plainLabel } from '../text.ts';
import type { KeptTexts, TextKey } from './keptTexts.ts';
import { t } from '../language.ts';

export interface CommentBox {
  readonly title: string;
  readonly prompt: string;
  readonly key: TextKey;
}

/** Asks for the words of a review. What is typed is kept at each key, until it is sent. */
export async function askComment({ title, prompt, key }: CommentBox, texts: KeptTexts): Promise<string> {
  const store = new DisposableStore();
  const input = store.add(vscode.window.createInputBox());
  input.title = plainLabel(onOneLine(title));
  input.prompt = prompt;
  input.placeholder = t`Markdown; others can read it in the pull request`;
  input.value = texts.read(key);
  input.ignoreFocusOut = true;
  try {
    return await new Promise<string>((resolve, reject) => {
      store.add(
        input.onDidChangeValue((text) => {
          input.validationMessage = undefined;
          void texts.write(key, text);
        }),
      );
      store.add(
        input.onDidAccept(() => {
          const text = input.value.trim();
          if (text === '') {
            input.validationMessage = t`Write what should be said. Escape leaves without sending anything.`;
          } else {
            resolve(text);
          }
        }),
      );
      store.add(
        input.onDidHide(() => {
          reject(new Cancelled());
        }),
      );
      input.show();
    });
  } finally {
    store.dispose();
  }
}
