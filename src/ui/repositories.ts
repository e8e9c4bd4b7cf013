import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../base/disposables.ts';
import { gitApi, type GitApi, type GitRepository } from './gitExtension.ts';

/** The repositories that are open, and the one that the developer is at. */
export class Repositories implements Disposable {
  readonly #disposables = new DisposableStore();
  readonly #changed = this.#disposables.add(new vscode.EventEmitter<void>());
  /** By root: the Git extension makes a new object for the same repository at each call. */
  readonly #followed = new Map<string, Disposable>();
  #connected: Promise<void> | undefined;
  #api: GitApi | undefined;
  #hasLooked = false;
  #chosen: string | undefined;
  #head = '';

  /** Another repository, or another branch, commit, upstream or remote of this one, or a push or fetch of it. */
  readonly onDidChange = this.#changed.event;

  /**
   * Waits until the Git extension has looked for repositories, then follows it; in a trusted workspace only.
   * A command may come before that: it waits here too, or it would take what was not looked for as not there.
   */
  async connect(): Promise<void> {
    this.#connected ??= this.#connect();
    return this.#connected;
  }

  async #connect(): Promise<void> {
    const api = await gitApi().finally(() => {
      this.#hasLooked = true;
    });
    this.#api = api;
    if (!api) {
      this.#changed.fire();
      return;
    }
    for (const repository of api.repositories) {
      this.#follow(repository);
    }
    this.#disposables.add(
      api.onDidOpenRepository((repository) => {
        this.#follow(repository);
        this.#check();
      }),
    );
    this.#disposables.add(
      api.onDidCloseRepository((repository) => {
        this.#followed.get(idOf(repository))?.dispose();
        this.#followed.delete(idOf(repository));
        this.#check();
      }),
    );
    this.#disposables.add(
      vscode.window.onDidChangeActiveTextEditor(() => {
        this.#check();
      }),
    );
    this.#check();
  }

  /** The active editor's repository first. */
  get all(): readonly GitRepository[] {
    const { current } = this;
    const others = (this.#api?.repositories ?? []).filter(
      (repository) => !current || idOf(repository) !== idOf(current),
    );
    return current ? [current, ...others] : others;
  }

  /** The active editor's repository, else the one that was last picked or selected, else the first. */
  get current(): GitRepository | undefined {
    const repositories = this.#api?.repositories ?? [];
    const editor = vscode.window.activeTextEditor?.document.uri;
    const edited = editor?.scheme === 'file' ? this.#api?.getRepository(editor) : undefined;
    const chosen = repositories.find((repository) => idOf(repository) === this.#chosen);
    return edited ?? chosen ?? repositories.find(({ ui }) => ui.selected) ?? repositories[0];
  }

  /** False before the Git extension has looked: nothing that is missing then is known to be missing. */
  get hasLooked(): boolean {
    return this.#hasLooked;
  }

  /** Where git is; undefined while VS Code's Git is turned off or has found none. */
  get gitPath(): string | undefined {
    return this.#api?.git.path;
  }

  /** The Git extension; undefined while VS Code's Git is turned off, or nothing was connected yet. */
  get api(): GitApi | undefined {
    return this.#api;
  }

  choose(repository: GitRepository): void {
    this.#chosen = idOf(repository);
    this.#check();
  }

  dispose(): void {
    for (const listener of this.#followed.values()) {
      listener.dispose();
    }
    this.#disposables.dispose();
  }

  #follow(repository: GitRepository): void {
    if (this.#followed.has(idOf(repository))) {
      return;
    }
    const listeners = new DisposableStore();
    listeners.add(
      repository.state.onDidChange(() => {
        this.#check();
      }),
    );
    listeners.add(
      repository.ui.onDidChange(() => {
        this.#check();
      }),
    );
    this.#followed.set(idOf(repository), listeners);
  }

  /** The Git extension tells of every saved file; only what can change the change is passed on. */
  #check(): void {
    const repository = this.current;
    if (repository) {
      this.#chosen = idOf(repository);
    }
    const { name, commit, upstream, ahead, behind } = repository?.state.HEAD ?? {};
    const head = JSON.stringify([
      repository?.rootUri.toString(),
      name,
      commit,
      upstream?.remote,
      upstream?.name,
      // A push or a fetch moves nothing else.
      ahead,
      behind,
      repository?.state.remotes.map((remote) => [remote.name, remote.fetchUrl]),
    ]);
    if (head !== this.#head) {
      this.#head = head;
      this.#changed.fire();
    }
  }
}

export function idOf(repository: GitRepository): string {
  return repository.rootUri.toString();
}
