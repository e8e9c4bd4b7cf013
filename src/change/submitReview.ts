import { HumanError } from '../base/errors.ts';
import { say } from '../base/say.ts';
import { sameText } from '../base/text.ts';
import type { Review } from '../procedure/changeRecord.ts';
import { shortSha } from '../procedure/wording.ts';
import type { Exclusively } from './exclusively.ts';
import { HeadMoved } from './headMoved.ts';
import type { NewReview, Reviews } from './reviews.ts';
import { writing } from './writeFailed.ts';

export interface ReviewPorts {
  readonly reviews: Reviews;
  readonly exclusively: Exclusively;
}

/** A review as it was decided on, with what was known when its preview was shown. */
export interface DecidedReview extends NewReview {
  readonly pullRequest: number;
  /** The ids of the person's reviews that were there then: any other one like this was made by an earlier attempt. */
  readonly known: ReadonlySet<string>;
}

export interface GivenReview {
  readonly review: Review;
  /** An earlier attempt, or another window, had given it already. */
  readonly wasThere: boolean;
}

/** GitHub's own bound. */
const longestBody = 65_536;

/**
 * Gives a review once: what an earlier attempt of the same decision made is found, also when its answer was lost.
 *
 * @throws {HeadMoved} when the head is not the commit that was shown.
 * @throws {WriteFailed} when the host refuses or fails; says whether the review may be given all the same.
 */
export async function submitReview(
  decided: DecidedReview,
  { reviews, exclusively }: ReviewPorts,
  signal: AbortSignal,
): Promise<GivenReview> {
  const { pullRequest: number, commit, body } = decided;
  if (body.length > longestBody) {
    throw new HumanError(
      say`The review’s text is too long by ${body.length - longestBody} characters. Shorten it; nothing was sent.`,
    );
  }
  const name = `#${number}`;
  const written = {
    notDone: say`Your review of ${name} was not given`,
    notKnown: say`It is not known whether your review of ${name} was given`,
    ...(body !== '' && { kept: say`What you wrote is kept.` }),
  };
  return exclusively(`review-${number}`, async () =>
    writing(written, async (send): Promise<GivenReview> => {
      const made = (await reviews.mine(number, signal)).find((review) => isSame(review, decided));
      if (made) {
        return { review: made, wasThere: true };
      }
      const { state, headSha } = await reviews.pullRequest(number, signal);
      if (state !== 'open') {
        throw new HumanError(
          state === 'merged'
            ? say`#${number} is merged by now, so your review of ${shortSha(commit)} was not sent. What you wrote is kept.`
            : say`#${number} is closed by now, so your review of ${shortSha(commit)} was not sent. What you wrote is kept.`,
        );
      }
      if (headSha !== commit) {
        throw new HeadMoved(number, commit, headSha, await reviews.commitsBetween(commit, headSha, signal));
      }
      send();
      return { review: await reviews.submit(number, decided, signal), wasThere: false };
    }),
  );
}

function isSame(review: Review, { verdict, commit, body, known }: DecidedReview): boolean {
  return (
    !known.has(review.id) &&
    review.state === verdict &&
    review.commitSha === commit &&
    sameText(review.body ?? '', body)
  );
}
