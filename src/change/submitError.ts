import { Cancelled, HumanError, sentenceOf } from '../base/errors.ts';
import type { HostedPullRequest } from './pullRequests.ts';
import type { Submission, SubmitStage } from './submission.ts';

/** A submit that stopped on its way. Submitting again goes on from there; the draft is untouched. */
export class SubmitError extends HumanError {
  override readonly name = 'SubmitError';

  constructor(
    readonly submission: Submission,
    at: SubmitStage,
    cause: unknown,
  ) {
    const why = cause instanceof Cancelled ? 'You stopped it there.' : sentenceOf(cause);
    super(`${whatIsThere(submission, at)} ${why}`, { cause });
  }
}

/** The host's title or description is neither the draft's nor what the draft began from: the developer decides. */
export class ChangedOnHostError extends HumanError {
  override readonly name = 'ChangedOnHostError';

  constructor(readonly theirs: HostedPullRequest) {
    super(
      `The description of pull request #${theirs.number} was changed on GitHub since. Nothing was overwritten: compare the two, then choose.`,
    );
  }
}

/** The pull request is merged or closed. */
export class NotOpenError extends HumanError {
  override readonly name = 'NotOpenError';

  constructor(readonly pullRequest: HostedPullRequest) {
    super(
      pullRequest.state === 'merged'
        ? `Pull request #${pullRequest.number} is merged already, and was left as it is.`
        : `Pull request #${pullRequest.number} was closed, and was left as it is. Reopen it on GitHub, then submit again.`,
    );
  }
}

function whatIsThere({ pullRequest }: Submission, at: SubmitStage): string {
  if (!pullRequest) {
    switch (at) {
      case 'push':
        return 'Nothing was submitted; the draft is kept.';
      case 'create':
        return 'Whether the pull request was created is not known; Retry looks for it first. The draft is kept.';
      default:
        return 'No pull request was created; the draft is kept.';
    }
  }
  const there = `Pull request #${pullRequest.number} is there`;
  switch (at) {
    case 'push':
      return `${there}; your newest commits were not pushed.`;
    case 'create':
    case 'describe':
      return `${there}; its description was not updated, and the draft is kept.`;
    case 'ready':
      return `${there}, still as a draft.`;
    case 'labels':
      return `${there}; its labels were not set, and no reviewers were requested yet.`;
    case 'reviewers':
      return `${there}; its reviewers were not requested.`;
    case 'ticket':
      return `${there}; the comment on its ticket was not written.`;
  }
}
