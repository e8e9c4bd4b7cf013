import type { Review } from '../../procedure/changeRecord.ts';
import type { DismissalAnswer, ReviewAnswer } from './answers.ts';
import { loginOf } from './people.ts';
import { needed, Unread } from './spoilt.ts';

const states = ['APPROVED', 'CHANGES_REQUESTED', 'COMMENTED', 'DISMISSED'] as const;

/** Every review that was submitted, with what a dismissed one had said before. */
export function reviewsFrom(
  answers: readonly ReviewAnswer[],
  dismissals: readonly DismissalAnswer[],
): Review[] {
  const dismissed = new Map(dismissals.flatMap((event) => (event.review ? [[event.review.id, event]] : [])));
  return answers
    .filter(({ state }) => state !== 'PENDING')
    .map((answer) => {
      const state = states.find((each) => each === answer.state);
      if (state === undefined) {
        throw new Unread(`A review is “${answer.state}”, which this version of Change Guide does not know.`);
      }
      return {
        id: answer.id,
        author: loginOf(answer.author),
        state,
        commitSha: answer.commit?.oid ?? null,
        submittedAt: needed(answer.submittedAt),
        body: answer.body,
        url: answer.url,
        ...(state === 'DISMISSED' ? dismissalOf(dismissed.get(answer.id)) : {}),
      };
    });
}

function dismissalOf(event: DismissalAnswer | undefined): Pick<Review, 'dismissed'> {
  const previousState = event?.previousReviewState;
  return event && (previousState === 'APPROVED' || previousState === 'CHANGES_REQUESTED')
    ? { dismissed: { at: event.createdAt, previousState } }
    : {};
}
