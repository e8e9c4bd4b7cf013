import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposables.ts';
import { commands } from '../contributions.ts';
import { oneAtATime } from '../oneAtATime.ts';
import { DescriptionEditor } from './describe.ts';
import type { StartChangeDependencies } from './startChangeCommand.ts';

/** **Change: Start Change**, step 1 of the procedure; loaded when it is first run. */
export function registerStartChange(
  dependencies: Omit<StartChangeDependencies, 'descriptionEditor'>,
): Disposable {
  const store = new DisposableStore();
  const descriptionEditor = store.add(new DescriptionEditor());
  store.add(
    vscode.commands.registerCommand(
      commands.startChange,
      oneAtATime(async (how) => {
        const { startChangeCommand } = await import('./startChangeCommand.ts');
        await startChangeCommand({ ...dependencies, descriptionEditor }, how);
      }),
    ),
  );
  return store;
}
