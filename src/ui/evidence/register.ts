import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposables.ts';
import { commands } from '../contributions.ts';
import { oneAtATime } from '../oneAtATime.ts';
import type { ExportDependencies } from './exportEvidenceCommand.ts';

/** **Change: Export Evidence…**; loaded when it is first run. */
export function registerEvidence(dependencies: ExportDependencies): Disposable {
  return vscode.commands.registerCommand(
    commands.exportEvidence,
    oneAtATime(async (given) => {
      const { exportEvidenceCommand } = await import('./exportEvidenceCommand.ts');
      await exportEvidenceCommand(dependencies, given);
    }),
  );
}
