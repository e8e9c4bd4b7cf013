import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposables.ts';
import { commands } from '../contributions.ts';
import type { PushDependencies } from './parts.ts';

/** The commands around a push; what they do is loaded when one is called. */
export function registerPushCommands(dependencies: PushDependencies): Disposable {
  const store = new DisposableStore();
  const turn = (id: string, on: boolean) => {
    store.add(
      vscode.commands.registerCommand(id, async () => {
        const { turnPushWarnings } = await import('./warnings.ts');
        await turnPushWarnings(on, dependencies);
      }),
    );
  };
  turn(commands.turnOnPushWarnings, true);
  turn(commands.turnOffPushWarnings, false);
  store.add(
    vscode.commands.registerCommand(commands.push, async (repository: unknown) => {
      const { pushCommand } = await import('./pushCommand.ts');
      await pushCommand(repository, dependencies);
    }),
  );
  return store;
}
