import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../base/disposables.ts';
import { Cancelled, sentenceOf } from '../base/errors.ts';
import { HostError } from '../change/hostError.ts';
import { mayAsk, type Looks } from '../change/refreshSchedule.ts';
import { sameFacts } from '../change/sameFacts.ts';
import { ChangeReader } from './changeReader.ts';
import { contextKeys, views } from './contributions.ts';
import { knownOf, type CurrentChange, type Known } from './currentChange.ts';
import type { GitRepository } from './gitExtension.ts';
import { HeadWatcher } from './headWatcher.ts';
import type { Log } from './messages.ts';
import { idOf, type Repositories } from './repositories.ts';
import { affectsHosts } from './settings.ts';
import type { SignIn } from './signIn.ts';
import type { Sites } from './sites.ts';

interface Reading {
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

/** Follows the branch that is checked out, and holds what is known of its change. One reading runs at a time. */
export class CurrentChangeModel implements Disposable {
  readonly #disposables = new DisposableStore();
  readonly #changed = this.#disposables.add(new vscode.EventEmitter<CurrentChange>());
  readonly #looked = this.#disposables.add(new vscode.EventEmitter<void>());
  readonly #repositories: Repositories;
  readonly #reader: ChangeReader;
  readonly #head: HeadWatcher;
  readonly #log: Log;
  /** By repository: what its host said when it took no more requests. */
  readonly #limits = new Map<string, HostError>();
  #state: CurrentChange = { kind: 'loading' };
  #lastAt = 0;
  #unchanged = 0;
  #reading: Reading | undefined;
  #next: Promise<void> | undefined;

  readonly onDidChange = this.#changed.event;
  /** Each time that a look came to its end, whatever it brought. */
  readonly onDidLook = this.#looked.event;

  constructor(repositories: Repositories, sites: Sites, signIn: SignIn, log: Log) {
    this.#repositories = repositories;
    this.#reader = new ChangeReader(sites, log);
    this.#log = log;
    const reload = () => void this.reload();
    const reloadAnyway = () => {
      this.#limits.clear();
      reload();
    };
    this.#head = this.#disposables.add(new HeadWatcher(reload));
    this.#disposables.add(repositories.onDidChange(reload));
    this.#disposables.add(signIn.onDidChange(reloadAnyway));
    this.#disposables.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (affectsHosts(event)) {
          reloadAnyway();
        }
      }),
    );
  }

  get state(): CurrentChange {
    return this.#state;
  }

  get looks(): Omit<Looks, 'watched'> {
    const git = this.#repositories.current;
    return {
      lastAt: this.#lastAt,
      unchanged: this.#unchanged,
      retryAt: git && this.#limits.get(idOf(git))?.retryAt?.getTime(),
    };
  }

  /** What is checked out is another: reads anew, and drops what an earlier reading still brings. */
  async reload(): Promise<void> {
    this.#reading?.abort.abort();
    await this.#begin(async (signal) => this.#read(signal));
  }

  /** Reads anew. A reading that runs comes to its end first, and then one follows, however often this was asked. */
  async refresh(): Promise<void> {
    const running = this.#reading;
    if (!running) {
      return this.reload();
    }
    this.#next ??= running.done.then(async () => {
      this.#next = undefined;
      // One that was begun by a switch of the branch meanwhile is as new as what was asked for.
      await (this.#reading?.done ?? this.reload());
    });
    return this.#next;
  }

  /** Asks whether anything changed, and reads anew only then; does nothing while a reading runs. */
  async check(): Promise<void> {
    const { state } = this;
    if (this.#reading || !mayAsk(this.looks, Date.now())) {
      return;
    }
    if (state.kind !== 'change') {
      return this.reload();
    }
    await this.#begin(async (signal) => {
      if (await this.#reader.hasChanged(state, signal)) {
        return this.#read(signal);
      }
      return { ...state, isLastKnown: false, at: new Date() };
    });
  }

  /** As {@link check}, when the person has come back: from now on the waits are short again. */
  async checkAfterReturn(): Promise<void> {
    this.#unchanged = 0;
    await this.check();
  }

  dispose(): void {
    this.#reading?.abort.abort();
    this.#disposables.dispose();
  }

  async #begin(read: (signal: AbortSignal) => Promise<CurrentChange>): Promise<void> {
    const abort = new AbortController();
    const reading: Reading = { abort, done: this.#look(read, abort.signal) };
    this.#reading = reading;
    await reading.done;
    if (this.#reading === reading) {
      this.#reading = undefined;
      this.#looked.fire();
    }
  }

  async #look(read: (signal: AbortSignal) => Promise<CurrentChange>, signal: AbortSignal): Promise<void> {
    const git = this.#repositories.current;
    const before = this.#state;
    let state: CurrentChange;
    try {
      state = await read(signal);
    } catch (error) {
      if (error instanceof Cancelled || signal.aborted) {
        return;
      }
      this.#log.error(sentenceOf(error), error);
      state = { kind: 'failed', error, last: git && (await this.#lastOf(git)) };
    }
    if (signal.aborted) {
      return;
    }
    this.#lastAt = Date.now();
    this.#unchanged = isNews(before, state) ? 0 : this.#unchanged + 1;
    if (git) {
      this.#noteLimit(git, state);
    }
    await this.#show(state);
  }

  async #read(signal: AbortSignal): Promise<CurrentChange> {
    // Nothing runs git or the network before the folder is trusted.
    if (!vscode.workspace.isTrusted) {
      return { kind: 'untrusted' };
    }
    const { current: git, hasLooked } = this.#repositories;
    if (!hasLooked) {
      return { kind: 'loading' };
    }
    if (!git) {
      return { kind: this.#repositories.gitPath === undefined ? 'no-git' : 'no-repository' };
    }
    this.#head.watch(await this.#reader.gitFolder(git));
    const beforeAsking = async (last: Known | undefined) => {
      if (last && !signal.aborted && !isSameBranch(knownOf(this.#state), last)) {
        await this.#show({ kind: 'change', isLastKnown: true, ...last });
      }
      const limit = this.#limits.get(idOf(git));
      if (limit && !mayAsk({ lastAt: this.#lastAt, retryAt: limit.retryAt?.getTime() }, Date.now())) {
        throw limit;
      }
    };
    const read = async () => this.#reader.read(git, beforeAsking, signal);
    return vscode.window.withProgress({ location: { viewId: views.currentChange } }, read);
  }

  #noteLimit(git: GitRepository, state: CurrentChange): void {
    if (state.kind === 'failed' && state.error instanceof HostError && state.error.retryAt) {
      this.#limits.set(idOf(git), state.error);
    } else {
      this.#limits.delete(idOf(git));
    }
  }

  /** What is shown, when it is of the branch that is checked out. */
  async #lastOf(git: GitRepository): Promise<Known | undefined> {
    const shown = knownOf(this.#state);
    const branch = shown && (await this.#reader.branchOf(git).catch(() => undefined));
    return shown && idOf(shown.git) === idOf(git) && shown.change.branch === branch ? shown : undefined;
  }

  async #show(state: CurrentChange): Promise<void> {
    this.#state = state;
    await vscode.commands.executeCommand('setContext', contextKeys.state, state.kind);
    this.#changed.fire(state);
  }
}

function isSameBranch(shown: Known | undefined, other: Known): boolean {
  return (
    shown !== undefined && idOf(shown.git) === idOf(other.git) && shown.change.branch === other.change.branch
  );
}

function isNews(before: CurrentChange, after: CurrentChange): boolean {
  return before.kind === 'change' && after.kind === 'change'
    ? !sameFacts(before.change, after.change)
    : before.kind !== after.kind;
}
