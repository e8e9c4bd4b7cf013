import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../base/disposables.ts';
import { isDueOnReturn, nextLookAt } from '../change/refreshSchedule.ts';
import type { ChangeView } from './changeView/changeView.ts';
import type { CurrentChangeModel } from './currentChangeModel.ts';

/** Looks at the change again when the schedule says so, and when the person comes back to the window or the view. */
export class RefreshTimer implements Disposable {
  readonly #disposables = new DisposableStore();
  readonly #model: CurrentChangeModel;
  readonly #view: ChangeView;
  #timer: NodeJS.Timeout | undefined;

  constructor(model: CurrentChangeModel, view: ChangeView) {
    this.#model = model;
    this.#view = view;
    const came = () => {
      this.#cameOrWent();
    };
    this.#disposables.add(vscode.window.onDidChangeWindowState(came));
    this.#disposables.add(view.onDidChangeVisibility(came));
    this.#disposables.add(
      model.onDidLook(() => {
        this.#setTimer();
      }),
    );
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#disposables.dispose();
  }

  get #isWatched(): boolean {
    return this.#view.visible && vscode.window.state.focused;
  }

  #cameOrWent(): void {
    if (this.#isWatched && isDueOnReturn(this.#model.looks, Date.now())) {
      void this.#model.checkAfterReturn();
    } else {
      this.#setTimer();
    }
  }

  #setTimer(): void {
    clearTimeout(this.#timer);
    const { looks } = this.#model;
    // Nothing was looked at yet: what begins the first look is the start of the window.
    if (looks.lastAt > 0) {
      const at = nextLookAt({ ...looks, watched: this.#isWatched });
      this.#timer = setTimeout(() => void this.#model.check(), Math.max(0, at - Date.now()));
    }
  }
}
