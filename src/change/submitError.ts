import { Cancelled, HumanError, wordsOf } from '../base/errors.ts';
import type { HostedPullRequest } from './pullRequests.ts';
import type { Submission, SubmitStage } from './submission.ts';
import { say, type Text } from '../base/say.ts';

/** A submit that stopped on its way. Submitting again goes on from there; the draft is untouched. */
export class SubmitError extends HumanError {
  override readonly name = 'SubmitError';

  constructor(
    readonly submission: Submission,
    at: SubmitStage,
    cause: unknown,
  ) {
    const why = cause instanceof Cancelled ? say`You stopped it there.` : wordsOf(cause);
    super(say`${whatIsThere(submission, at)} ${why}`, { cause });
  }
}

/** The host's title or description is neither the draft's nor what the draft began from: the developer decides. */
export class ChangedOnHostError extends HumanError {
  override readonly name = 'ChangedOnHostError';

  constructor(readonly theirs: HostedPullRequest) {
    super(
      say`The description of pull request #${theirs.number} was changed on GitHub since. Nothing was overwritten: compare the two, then choose.`,
    );
  }
}

/** The pull request is merged or closed. */
export class NotOpenError extends HumanError {
  override readonly name = 'NotOpenError';

  constructor(readonly pullRequest: HostedPullRequest) {
    super(
      pullRequest.state === 'merged'
        ? say`Pull request #${pullRequest.number} is merged already, and was left as it is.`
        : say`Pull request #${pullRequest.number} was closed, and was left as it is. Reopen it on GitHub, then submit again.`,
    );
  }
}

function whatIsThere({ pullRequest }: Submission, at: SubmitStage): Text {
  if (!pullRequest) {
    switch (at) {
      case 'push':
        return say`Nothing was submitted; the draft is kept.`;
      case 'create':
        return say`Whether the pull request was created is not known; Retry looks for it first. The draft is kept.`;
      default:
        return say`No pull request was created; the draft is kept.`;
    }
  }
  const there = say`Pull request #${pullRequest.number} is there`;
  switch (at) {
    case 'push':
      return say`${there}; your newest commits were not pushed.`;
    case 'create':
    case 'describe':
      return say`${there}; its description was not updated, and the draft is kept.`;
    case 'ready':
      return say`${there}, still as a draft.`;
    case 'labels':
      return say`${there}; its labels were not set, and no reviewers were requested yet.`;
    case 'reviewers':
      return say`${there}; its reviewers were not requested.`;
    case 'ticket':
      return say`${there}; the comment on its ticket was not written.`;
  }
}
