import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposables.ts';
import { commands } from '../contributions.ts';
import { oneAtATime } from '../oneAtATime.ts';
import type { AuditDependencies } from './auditCommand.ts';

/** **Change: Audit a Period…**; loaded when it is first run. */
export function registerAudit(dependencies: AuditDependencies): Disposable {
  return vscode.commands.registerCommand(
    commands.auditPeriod,
    oneAtATime(async () => {
      const { auditCommand } = await import('./auditCommand.ts');
      await auditCommand(dependencies);
    }),
  );
}
