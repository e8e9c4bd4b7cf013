import * as vscode from 'vscode';
import { Cancelled } from '../../base/errors.ts';
import type { SubmitPlan } from '../../change/submission.ts';
import type { SubmitError } from '../../change/submitError.ts';
import type { Submitted } from '../../change/submitPullRequest.ts';
import { commands } from '../contributions.ts';
import { showFailure, showInformation, type Action, type Log } from '../messages.ts';
import type { SubmitOptions } from './submitOptions.ts';
import { t } from '../language.ts';
import { say, type Text } from '../../base/say.ts';

export async function tellSubmitted(
  { pullRequest, wasCreated }: Submitted,
  { reviewers }: SubmitPlan,
  isComplete: boolean,
  log: Log,
): Promise<void> {
  const { number, url, isDraft } = pullRequest;
  const asked = [...reviewers.teams, ...reviewers.users];
  const actions: Action[] = [{ label: t`Open Pull Request`, run: async () => open(url) }];
  if (isDraft && isComplete) {
    const ready = async () => vscode.commands.executeCommand(commands.readyForReview);
    actions.unshift({ label: t`Ready for Review`, run: ready });
  }
  const what = sentenceFor(number, isDraft, wasCreated);
  const message = asked.length > 0 ? say`${what} Reviews are requested from ${asked.join(', ')}.` : what;
  try {
    const label = await showInformation(message, ...actions.map((action) => action.label));
    await actions.find((action) => action.label === label)?.run();
  } catch (error) {
    await showFailure(log, error);
  }
}

function sentenceFor(number: number, isDraft: boolean, wasCreated: boolean): Text {
  if (wasCreated) {
    return isDraft
      ? say`Draft pull request #${number} was created.`
      : say`Pull request #${number} was created.`;
  }
  return isDraft
    ? say`Draft pull request #${number} is up to date.`
    : say`Pull request #${number} is up to date.`;
}

export async function tellStopped(error: SubmitError, log: Log): Promise<void> {
  const { pullRequest } = error.submission;
  const goOn: SubmitOptions = { goesOn: true };
  const again = {
    label: error.cause instanceof Cancelled ? t`Go On` : t`Retry`,
    run: async () => vscode.commands.executeCommand(commands.submitPullRequest, goOn),
  };
  await showFailure(
    log,
    error,
    again,
    ...(pullRequest ? [{ label: t`Open Pull Request`, run: async () => open(pullRequest.url) }] : []),
  );
}

async function open(url: string): Promise<unknown> {
  return vscode.env.openExternal(vscode.Uri.parse(url, true));
}
