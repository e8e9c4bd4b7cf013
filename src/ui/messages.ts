import * as vscode from 'vscode';
import { Cancelled, HumanError, sentenceOf } from '../base/errors.ts';
import { onOneLine } from '../base/text.ts';
import { HostError } from '../change/hostError.ts';
import { commands } from './contributions.ts';
import { t, translated } from './language.ts';
import { type Text } from '../base/say.ts';

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
      return [{ label: t`Sign In`, run: async () => vscode.commands.executeCommand(commands.signIn) }];
    }
    const { url } = problem;
    if (url !== undefined) {
      return [{ label: t`Authorize`, run: async () => vscode.env.openExternal(vscode.Uri.parse(url, true)) }];
    }
  }
  return error instanceof HumanError
    ? []
    : [{ label: t`Details`, run: async () => vscode.commands.executeCommand(commands.showLog) }];
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
    error instanceof HumanError ? error.words : t`Something unexpected went wrong: ${sentenceOf(error)}`;
  const label = await showError(message, ...offered.map((action) => action.label));
  await offered.find((action) => action.label === label)?.run();
}

/**
 * VS Code makes links of `[text](command:…)` in a message, also in one that a branch's name or a host's answer is part
 * of, and runs the command when it is clicked. With a blank between them the two are only text.
 *
 * @see https://github.com/microsoft/vscode/blob/main/src/vs/base/common/linkedText.ts
 */
function asText(message: Text): string {
  return onOneLine(translated(message)).replaceAll('](', '] (');
}

// All messages go through these four; a lint rule sees to it.
async function showError(message: Text, ...buttons: readonly string[]): Promise<string | undefined> {
  return vscode.window.showErrorMessage(asText(message), ...buttons);
}

export async function showWarning(message: Text, ...buttons: readonly string[]): Promise<string | undefined> {
  return vscode.window.showWarningMessage(asText(message), ...buttons);
}

export async function showInformation(
  message: Text,
  ...buttons: readonly string[]
): Promise<string | undefined> {
  return vscode.window.showInformationMessage(asText(message), ...buttons);
}

/**
 * Asks in a dialog in front of everything, which has a Cancel of its own. Its texts are not made into links.
 *
 * @returns the button; undefined for Cancel.
 */
export async function askInDialog(
  kind: 'warning' | 'information',
  question: string,
  detail: string,
  ...buttons: readonly string[]
): Promise<string | undefined> {
  const options = { modal: true, detail };
  return kind === 'warning'
    ? vscode.window.showWarningMessage(question, options, ...buttons)
    : vscode.window.showInformationMessage(question, options, ...buttons);
}
