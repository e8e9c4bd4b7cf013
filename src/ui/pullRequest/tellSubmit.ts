import * as vscode from 'vscode';
import { Cancelled } from '../../base/errors.ts';
import type { SubmitPlan } from '../../change/submission.ts';
import type { SubmitError } from '../../change/submitError.ts';
import type { Submitted } from '../../change/submitPullRequest.ts';
import { commands } from '../contributions.ts';
import { showFailure, showInformation, type Action, type Log } from '../messages.ts';
import type { SubmitOptions } from './submitOptions.ts';

export async function tellSubmitted(
  { pullRequest, wasCreated }: Submitted,
  { reviewers }: SubmitPlan,
  isComplete: boolean,
  log: Log,
): Promise<void> {
  const { number, url, isDraft } = pullRequest;
  const what = isDraft ? `Draft pull request #${number}` : `Pull request #${number}`;
  const asked = [...reviewers.teams, ...reviewers.users];
  const whom = asked.length > 0 ? ` Reviews are requested from ${asked.join(', ')}.` : '';
  const actions: Action[] = [{ label: 'Open Pull Request', run: async () => open(url) }];
  if (isDraft && isComplete) {
    const ready = async () => vscode.commands.executeCommand(commands.readyForReview);
    actions.unshift({ label: 'Ready for Review', run: ready });
  }
  const message = `${what} ${wasCreated ? 'was created' : 'is up to date'}.${whom}`;
  try {
    const label = await showInformation(message, ...actions.map((action) => action.label));
    await actions.find((action) => action.label === label)?.run();
  } catch (error) {
    await showFailure(log, error);
  }
}

export async function tellStopped(error: SubmitError, log: Log): Promise<void> {
  const { pullRequest } = error.submission;
  const goOn: SubmitOptions = { goesOn: true };
  const again = {
    label: error.cause instanceof Cancelled ? 'Go On' : 'Retry',
    run: async () => vscode.commands.executeCommand(commands.submitPullRequest, goOn),
  };
  await showFailure(
    log,
    error,
    again,
    ...(pullRequest ? [{ label: 'Open Pull Request', run: async () => open(pullRequest.url) }] : []),
  );
}

async function open(url: string): Promise<unknown> {
  return vscode.env.openExternal(vscode.Uri.parse(url, true));
}
