import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../base/disposables.ts';
import { isDueOnReturn, waitForLook, type Looks } from '../change/refreshSchedule.ts';

/** What is looked at again and again. */
export interface Looking {
  readonly looks: Omit<Looks, 'watched'>;
  readonly onDidLook: vscode.Event<void>;
  check(): Promise<void>;
  checkAfterReturn(): Promise<void>;
}

/** Where it is shown. */
export interface Watched {
  readonly visible: boolean;
  readonly onDidChangeVisibility: vscode.Event<unknown>;
}

/** Looks again when the schedule says so, and when the person comes back to the window or the view. */
export class RefreshTimer implements Disposable {
  readonly #disposables = new DisposableStore();
  readonly #model: Looking;
  readonly #view: Watched;
  #timer: NodeJS.Timeout | undefined;

  constructor(model: Looking, view: Watched) {
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

  async #check(): Promise<void> {
    // Before it looks, which sets it too: whether it looks or not, there is a next time.
    this.#setTimer();
    await this.#model.check();
  }

  #setTimer(): void {
    clearTimeout(this.#timer);
    const { looks } = this.#model;
    // Nothing was looked at yet: what begins the first look is the start of the window.
    if (looks.lastAt > 0) {
      const wait = waitForLook({ ...looks, watched: this.#isWatched }, Date.now());
      this.#timer = setTimeout(() => void this.#check(), wait);
    }
  }
}
