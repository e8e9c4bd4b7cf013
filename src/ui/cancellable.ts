import * as vscode from 'vscode';
import { Cancelled } from '../base/errors.ts';
import type { Text } from '../base/say.ts';
import { translated } from './language.ts';

/** How something that takes its time hears of Cancel, and tells what it is doing. */
export interface Run {
  readonly signal: AbortSignal;
  readonly report: (doing: Text) => void;
}

/** Does something under a notification that has this title, what is done now, and a Cancel. */
export async function cancellable<Result>(
  title: string,
  work: (run: Run) => Promise<Result>,
): Promise<Result> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const stop = new AbortController();
      token.onCancellationRequested(() => {
        stop.abort(new Cancelled());
      });
      const report = (doing: Text) => {
        progress.report({ message: translated(doing) });
      };
      return work({ signal: stop.signal, report });
    },
  );
}
