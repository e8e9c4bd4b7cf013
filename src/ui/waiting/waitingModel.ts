import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposables.ts';
import { Cancelled, sentenceOf } from '../../base/errors.ts';
import { HostError } from '../../change/hostError.ts';
import { mayAsk, type Looks } from '../../change/refreshSchedule.ts';
import { contextKeys, views } from '../contributions.ts';
import type { Log } from '../messages.ts';
import { idOf, type Repositories } from '../repositories.ts';
import { affectsHosts, settings } from '../settings.ts';
import type { SignIn } from '../signIn.ts';
import type { WaitingReader } from './waitingReader.ts';
import { isNothing, waitingIn, type KnownWaiting, type WaitingState } from './waitingState.ts';

/** Holds what waits for the person. One reading runs at a time. */
export class WaitingModel implements Disposable {
  readonly #disposables = new DisposableStore();
  readonly #changed = this.#disposables.add(new vscode.EventEmitter<WaitingState>());
  readonly #looked = this.#disposables.add(new vscode.EventEmitter<void>());
  readonly #repositories: Repositories;
  readonly #reader: WaitingReader;
  readonly #log: Log;
  #state: WaitingState = { kind: 'loading' };
  #looks: Omit<Looks, 'watched'> = { lastAt: 0, unchanged: 0, retryAt: undefined };
  #reading: { readonly abort: AbortController; readonly done: Promise<void> } | undefined;
  #opened = '';
  #isTrusted = vscode.workspace.isTrusted;

  readonly onDidChange = this.#changed.event;
  /** Each time that a look came to its end, whatever it brought. */
  readonly onDidLook = this.#looked.event;

  constructor(repositories: Repositories, reader: WaitingReader, signIn: SignIn, log: Log) {
    this.#repositories = repositories;
    this.#reader = reader;
    this.#log = log;
    this.#disposables.add(
      repositories.onDidChange(() => {
        // A branch that is switched changes nothing here.
        if (this.#openedNow() !== this.#opened) {
          this.#startAnew();
        }
      }),
    );
    this.#disposables.add(
      signIn.onDidChange(() => {
        this.#startAnew();
      }),
    );
    this.#disposables.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (affectsHosts(event) || event.affectsConfiguration('changeGuide.waiting')) {
          this.#startAnew();
        }
      }),
    );
  }

  get state(): WaitingState {
    return this.#state;
  }

  get looks(): Omit<Looks, 'watched'> {
    return this.#looks;
  }

  /** Looks what changed; does nothing while a reading runs, or while the host takes no more requests. */
  async check(): Promise<void> {
    if (this.#isTrusted && !this.#reading && mayAsk(this.#looks, Date.now())) {
      await this.#look();
    }
  }

  /** As {@link check}, when the person has come back: from now on the waits are short again. */
  async checkAfterReturn(): Promise<void> {
    this.#looks = { ...this.#looks, unchanged: 0 };
    await this.check();
  }

  /** Reads everything anew, because the person asked for it. */
  async refresh(): Promise<void> {
    await this.#reading?.done;
    await this.#reader.forget();
    await this.checkAfterReturn();
  }

  /** Nothing runs git or the network before the folder is trusted. */
  async showUntrusted(): Promise<void> {
    await this.#show({ kind: 'untrusted' });
    this.#disposables.add(
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        this.#isTrusted = true;
      }),
    );
  }

  dispose(): void {
    this.#reading?.abort.abort();
    this.#disposables.dispose();
  }

  /** What was asked, or in whose name, is another: what an earlier reading still brings is dropped. */
  #startAnew(): void {
    this.#reading?.abort.abort();
    this.#reading = undefined;
    this.#looks = { lastAt: 0, unchanged: 0, retryAt: undefined };
    void this.check();
  }

  async #look(): Promise<void> {
    const abort = new AbortController();
    const reading = { abort, done: this.#read(abort.signal) };
    this.#reading = reading;
    await reading.done;
    if (this.#reading === reading) {
      this.#reading = undefined;
      this.#looked.fire();
    }
  }

  async #read(signal: AbortSignal): Promise<void> {
    this.#opened = this.#openedNow();
    const before = waitingIn(this.#state);
    let state: WaitingState;
    try {
      const read = async () => this.#reader.read(signal);
      state = settings().waiting.enabled
        ? await vscode.window.withProgress({ location: { viewId: views.waiting } }, read)
        : { kind: 'off' };
    } catch (error) {
      if (error instanceof Cancelled || signal.aborted) {
        return;
      }
      this.#log.error(sentenceOf(error), error);
      state = { kind: 'failed', error, last: before };
    }
    if (!signal.aborted) {
      this.#looks = {
        // What is turned off is not looked at again by and by.
        lastAt: state.kind === 'off' ? 0 : Date.now(),
        unchanged: digestOf(before) === digestOf(waitingIn(state)) ? this.#looks.unchanged + 1 : 0,
        retryAt:
          state.kind === 'failed' && state.error instanceof HostError
            ? state.error.retryAt?.getTime()
            : undefined,
      };
      await this.#show(state);
    }
  }

  async #show(state: WaitingState): Promise<void> {
    this.#state = state;
    const kind = state.kind === 'known' && isNothing(state) ? 'nothing' : state.kind;
    await vscode.commands.executeCommand('setContext', contextKeys.waiting, kind);
    this.#changed.fire(state);
  }

  #openedNow(): string {
    return JSON.stringify(
      this.#repositories.all
        .map((repository) => [
          idOf(repository),
          ...repository.state.remotes.map(({ name, fetchUrl }) => `${name} ${fetchUrl ?? ''}`),
        ])
        .sort(),
    );
  }
}

function digestOf(known: KnownWaiting | undefined): string {
  const changes = known?.waiting.groups.flatMap((group) => group.changes);
  return JSON.stringify([
    changes?.map(({ change, ask, missing }) => [change.record.pullRequest?.url, ask, missing]),
    known?.waiting.undecided.map(({ change, reason }) => [change.record.pullRequest?.url, reason]),
    known?.unread,
  ]);
}
