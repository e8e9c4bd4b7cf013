import type * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposables.ts';
import type { GitRepository } from '../gitExtension.ts';
import { registerPushCommands } from './commands.ts';
import type { PushDependencies } from './parts.ts';

export interface PushRegistration extends PushDependencies {
  /** Where is remembered that the warnings were offered. */
  readonly memory: vscode.Memento;
  /** Lets the hooks of clones find this version of the extension. */
  readonly updateLauncher: () => Promise<void>;
}

/** What is done around pushes; what it needs is loaded when a push is followed, or a command is called. */
export class PushSupport implements Disposable {
  readonly #store = new DisposableStore();
  readonly #dependencies: PushRegistration;

  constructor(dependencies: PushRegistration) {
    this.#dependencies = dependencies;
    this.#store.add(registerPushCommands(dependencies));
  }

  /** Follows the pushes of VS Code's Git, which must be connected. */
  async follow(): Promise<void> {
    const { repositories, updateLauncher } = this.#dependencies;
    const { api } = repositories;
    if (api) {
      await updateLauncher();
      const { followPushes } = await import('./follow.ts');
      this.#store.add(followPushes(api, this.#dependencies));
    }
  }

  /** Offers the warnings in a clone in which a change was started. */
  async offer(repository: GitRepository): Promise<void> {
    const { offerPushWarnings } = await import('./warnings.ts');
    await offerPushWarnings(repository, this.#dependencies.memory, this.#dependencies);
  }

  dispose(): void {
    this.#store.dispose();
  }
}
