import type { Review } from './changeRecord.ts';
import type { Change } from './change.ts';
import { instant, type Instant } from './instants.ts';
import { login, type Login } from './people.ts';

/** What a person says last: their latest review that is not a mere comment. */
export interface Word {
  readonly review: Review;
  readonly person: Login;
  /** For a merged pull request as it was at the merge. */
  readonly state: 'APPROVED' | 'CHANGES_REQUESTED' | 'DISMISSED';
  readonly at: Instant;
  /** Said only after the merge, by a person who had said nothing before it. */
  readonly afterMerge: boolean;
}

/** Everyone's word, by time, equal times in the order listed; none without a pull request. */
export function wordsOf({ record, pullRequest, mergedAt }: Change): Word[] {
  if (pullRequest === null) {
    return [];
  }
  const words = new Map<Login, Word>();
  for (const word of byTime(record.reviews)) {
    const { review, at } = word;
    if (review.state === 'COMMENTED') {
      continue;
    }
    const person = login(review.author);
    const afterMerge = mergedAt !== null && at > mergedAt;
    if (afterMerge && words.get(person)?.afterMerge === false) {
      continue;
    }
    // Set anew, so that the map's order stays the order of the times.
    words.delete(person);
    words.set(person, { review, person, state: stateAt(review, mergedAt) ?? review.state, at, afterMerge });
  }
  return [...words.values()];
}

function byTime(reviews: readonly Review[]): { review: Review; at: Instant }[] {
  return reviews
    .map((review) => ({ review, at: instant(review.submittedAt) }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** What a review was before it was dismissed, if that was after the merge. */
function stateAt(
  { state, dismissed }: Review,
  mergedAt: Instant | null,
): 'APPROVED' | 'CHANGES_REQUESTED' | undefined {
  return state === 'DISMISSED' &&
    dismissed !== undefined &&
    mergedAt !== null &&
    instant(dismissed.at) > mergedAt
    ? dismissed.previousState
    : undefined;
}
