import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposables.ts';
import { commands } from '../contributions.ts';
import { oneAtATime } from '../oneAtATime.ts';
import type { SetUpDependencies } from './setUpCommand.ts';

/** **Change: Set Up Repository…**; loaded when it is first run. */
export function registerSetUp(dependencies: SetUpDependencies): Disposable {
  return vscode.commands.registerCommand(
    commands.setUpRepository,
    oneAtATime(async () => {
      const { setUpCommand } = await import('./setUpCommand.ts');
      await setUpCommand(dependencies);
    }),
  );
}
