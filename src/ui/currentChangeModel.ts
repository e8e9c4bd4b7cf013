import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../base/disposables.ts';
import { Cancelled, sentenceOf } from '../base/errors.ts';
import { HostError } from '../change/hostError.ts';
import type { Host } from '../change/hosts.ts';
import type { Change } from '../change/observedChange.ts';
import { contextKeys } from './contributions.ts';
import type { GitRepository } from './gitExtension.ts';
import type { Log } from './messages.ts';
import { idOf, type Repositories } from './repositories.ts';
import { affectsHosts } from './settings.ts';
import { HeadWatcher } from './headWatcher.ts';
import type { SignIn } from './signIn.ts';
import type { Sites } from './sites.ts';

/** What the Change view shows. The kinds are also what its welcome texts look at. */
export type CurrentChange =
  | { readonly kind: 'loading' | 'untrusted' | 'no-git' | 'no-repository' | 'no-remote' | 'no-change' }
  | { readonly kind: 'signed-out'; readonly host: Host }
  | { readonly kind: 'change'; readonly change: Change; readonly git: GitRepository; readonly at: Date }
  | {
      readonly kind: 'failed';
      readonly reason: string;
      /** What was last known of this same branch. */
      readonly last: { readonly change: Change; readonly git: GitRepository; readonly at: Date } | undefined;
    };

/** Follows the branch that is checked out, and holds what is known of its change. */
export class CurrentChangeModel implements Disposable {
  readonly #disposables = new DisposableStore();
  readonly #changed = this.#disposables.add(new vscode.EventEmitter<CurrentChange>());
  readonly #repositories: Repositories;
  readonly #sites: Sites;
  readonly #log: Log;
  #state: CurrentChange = { kind: 'loading' };
  readonly #head: HeadWatcher;
  #reading: AbortController | undefined;
  #readAt = 0;

  readonly onDidChange = this.#changed.event;

  constructor(repositories: Repositories, sites: Sites, signIn: SignIn, log: Log) {
    this.#repositories = repositories;
    this.#sites = sites;
    this.#log = log;
    const refresh = () => void this.refresh();
    this.#head = this.#disposables.add(new HeadWatcher(refresh));
    this.#disposables.add(repositories.onDidChange(refresh));
    this.#disposables.add(signIn.onDidChange(refresh));
    this.#disposables.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (affectsHosts(event)) {
          refresh();
        }
      }),
    );
    this.#disposables.add(
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused && Date.now() - this.#readAt > focusPause) {
          refresh();
        }
      }),
    );
  }

  get state(): CurrentChange {
    return this.#state;
  }

  /** Reads anew; what an earlier reading still brings is dropped. */
  async refresh(): Promise<void> {
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    this.#readAt = Date.now();
    const git = this.#repositories.current;
    let state: CurrentChange;
    try {
      state = await this.#read(git, reading.signal);
    } catch (error) {
      if (error instanceof Cancelled || reading.signal.aborted) {
        return;
      }
      this.#log.error(sentenceOf(error), error);
      state = { kind: 'failed', reason: sentenceOf(error), last: this.#last(git) };
    }
    if (!reading.signal.aborted) {
      this.#reading = undefined;
      await this.#show(state);
    }
  }

  /** Nothing runs git or the network before the folder is trusted. */
  async showUntrusted(): Promise<void> {
    await this.#show({ kind: 'untrusted' });
  }

  dispose(): void {
    this.#reading?.abort();
    this.#disposables.dispose();
  }

  async #read(git: GitRepository | undefined, signal: AbortSignal): Promise<CurrentChange> {
    if (!git) {
      return { kind: this.#repositories.gitPath === undefined ? 'no-git' : 'no-repository' };
    }
    const { workingCopy, hosted, gitFolder } = await this.#sites.of(git);
    this.#head.watch(await gitFolder());
    if (!hosted) {
      return { kind: 'no-remote' };
    }
    try {
      // Brings YAML and Markdown along, so it waits until there is something to read.
      const { observeChange } = await import('../change/observeChange.ts');
      const at = new Date();
      const change = await observeChange({ workingCopy, ...hosted }, at, signal);
      if (change.branch !== git.state.HEAD?.name) {
        // The Git extension is behind. Left so, it would not tell of a switch back to the branch that it knows.
        await git.status();
      }
      return change.kind === 'none' ? { kind: 'no-change' } : { kind: 'change', change, git, at };
    } catch (error) {
      if (error instanceof HostError && error.problem === 'signed-out') {
        return { kind: 'signed-out', host: hosted.base.host };
      }
      throw error;
    }
  }

  #last(git: GitRepository | undefined) {
    const last =
      this.#state.kind === 'change'
        ? this.#state
        : this.#state.kind === 'failed'
          ? this.#state.last
          : undefined;
    const branch = git?.state.HEAD?.name;
    return last && git && idOf(last.git) === idOf(git) && last.change.branch === branch ? last : undefined;
  }

  async #show(state: CurrentChange): Promise<void> {
    this.#state = state;
    await vscode.commands.executeCommand('setContext', contextKeys.state, state.kind);
    this.#changed.fire(state);
  }
}

/** How many milliseconds pass before coming back to the window is a reason to read again. */
const focusPause = 10_000;
