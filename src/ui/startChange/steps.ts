import * as vscode from 'vscode';
import { Cancelled } from '../../base/errors.ts';
import { DisposableStore } from '../../base/disposables.ts';
import { translated } from '../language.ts';
import { type Text } from '../../base/say.ts';

/** Where a step stands among the steps, as VS Code's quick input shows it. */
export interface Position {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}

/** The person pressed Back. */
export const back = Symbol('back');
export type Answer<T> = T | typeof back;

export interface InputStep extends Position {
  readonly value: string;
  readonly prompt: string;
  readonly placeholder?: string;
  /** What is wrong with the text, in a sentence; `hint` says more about a text that is fine. */
  readonly check: (text: string) => { readonly problem?: Text; readonly hint?: string };
  /** Called whenever the text changes, so that it can be kept. */
  readonly keep?: (text: string) => void;
}

/** Asks for a text. Enter is taken only while nothing is wrong with it. */
export async function askText(step: InputStep): Promise<Answer<string>> {
  const input = vscode.window.createInputBox();
  input.value = step.value;
  input.prompt = step.prompt;
  input.placeholder = step.placeholder;
  const check = () => {
    const { problem, hint } = step.check(input.value);
    input.validationMessage =
      problem !== undefined
        ? { message: translated(problem), severity: vscode.InputBoxValidationSeverity.Error }
        : hint !== undefined
          ? { message: hint, severity: vscode.InputBoxValidationSeverity.Info }
          : undefined;
    return problem === undefined;
  };
  return show(input, step, (accept, store) => {
    check();
    store.add(
      input.onDidChangeValue((text) => {
        check();
        step.keep?.(text);
      }),
    );
    store.add(
      input.onDidAccept(() => {
        if (check()) {
          accept(input.value);
        }
      }),
    );
  });
}

export interface PickStep<T extends vscode.QuickPickItem> extends Position {
  readonly placeholder: string;
  readonly items: readonly T[];
  /** The item that is active at first. */
  readonly active?: T | undefined;
}

/** Asks to pick one of a few. */
export async function askPick<T extends vscode.QuickPickItem>(step: PickStep<T>): Promise<Answer<T>> {
  const pick = vscode.window.createQuickPick<T>();
  pick.placeholder = step.placeholder;
  pick.items = step.items;
  pick.matchOnDescription = true;
  if (step.active) {
    pick.activeItems = [step.active];
  }
  return show(pick, step, (accept, store) => {
    store.add(
      pick.onDidAccept(() => {
        const [item] = pick.selectedItems;
        if (item) {
          accept(item);
        }
      }),
    );
  });
}

/** Shows the input until it is answered; what the step listens to ends with it. */
export async function show<T>(
  input: vscode.QuickInput & {
    buttons: readonly vscode.QuickInputButton[];
    onDidTriggerButton: vscode.Event<vscode.QuickInputButton>;
  },
  { title, step, totalSteps }: Position,
  listen: (accept: (answer: T) => void, store: DisposableStore) => void,
): Promise<Answer<T>> {
  const store = new DisposableStore();
  store.add(input);
  input.title = title;
  input.step = step;
  input.totalSteps = totalSteps;
  // Looking something up in another window is no reason to lose what was typed.
  input.ignoreFocusOut = true;
  input.buttons = step > 1 ? [vscode.QuickInputButtons.Back] : [];
  try {
    return await new Promise<Answer<T>>((resolve, reject) => {
      store.add(
        input.onDidTriggerButton((button) => {
          if (button === vscode.QuickInputButtons.Back) {
            resolve(back);
          }
        }),
      );
      store.add(
        input.onDidHide(() => {
          reject(new Cancelled());
        }),
      );
      listen(resolve, store);
      input.show();
    });
  } finally {
    store.dispose();
  }
}
