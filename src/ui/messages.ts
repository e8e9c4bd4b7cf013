import * as vscode from 'vscode';
import { Cancelled, HumanError, sentenceOf } from '../base/errors.ts';
import { onOneLine } from '../base/text.ts';
import { HostError } from '../change/hostError.ts';
import { commands } from './contributions.ts';

/** The log that "Details" opens. */
export interface Log {
  error(message: string, ...details: unknown[]): void;
  info(message: string): void;
}

/** What a failure lets the person do, beside what the command itself offers. */
function ownActions(error: unknown): readonly Action[] {
  const problem = error instanceof HostError ? error : error instanceof Error ? error.cause : undefined;
  if (problem instanceof HostError) {
    if (problem.problem === 'signed-out' || problem.problem === 'token-rejected') {
      return [{ label: 'Sign In', run: async () => vscode.commands.executeCommand(commands.signIn) }];
    }
    const { url } = problem;
    if (url !== undefined) {
      return [{ label: 'Authorize', run: async () => vscode.env.openExternal(vscode.Uri.parse(url, true)) }];
    }
  }
  return error instanceof HumanError
    ? []
    : [{ label: 'Details', run: async () => vscode.commands.executeCommand(commands.showLog) }];
}

export interface Action {
  readonly label: string;
  readonly run: () => Thenable<unknown>;
}

/** Tells a failure where the person is, with what they can do. Unexpected errors are logged whole. */
export async function showFailure(log: Log, error: unknown, ...actions: readonly Action[]): Promise<void> {
  if (error instanceof Cancelled) {
    return;
  }
  log.error(sentenceOf(error), error);
  const offered = [...actions, ...ownActions(error)];
  const message =
    error instanceof HumanError ? error.message : `Something unexpected went wrong: ${sentenceOf(error)}`;
  const label = await vscode.window.showErrorMessage(
    plainMessage(message),
    ...offered.map((action) => action.label),
  );
  await offered.find((action) => action.label === label)?.run();
}

/**
 * A message that holds text from outside, on one line and without links: VS Code would make one of
 * `[text](command:…)`, and run the command.
 */
export function plainMessage(text: string): string {
  return onOneLine(text).replaceAll('](', '] (');
}
