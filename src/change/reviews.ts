import type { PullRequest, Review } from '../procedure/changeRecord.ts';
import type { ReviewVerdict } from './reviewPreview.ts';

/** The reviews of the repository's pull requests. Every call may throw a `HumanError`. */
export interface Reviews {
  /** Open pull requests, the latest activity first; a hundred at most. */
  open(signal: AbortSignal): Promise<readonly PullRequest[]>;
  /** The pull request as it is at this moment; throws when there is none that this person may see. */
  pullRequest(number: number, signal: AbortSignal): Promise<PullRequest>;
  /** What the person who is signed in has submitted for a pull request, the oldest first. */
  mine(pullRequest: number, signal: AbortSignal): Promise<readonly Review[]>;
  /** Gives a review that is bound to the commit, whatever the head is by then. */
  submit(pullRequest: number, review: NewReview, signal: AbortSignal): Promise<Review>;
  /** The commits that a head has and an earlier one had not, the oldest first; undefined when they can't be told. */
  commitsBetween(
    earlier: string,
    head: string,
    signal: AbortSignal,
  ): Promise<readonly CommitSummary[] | undefined>;
}

export interface NewReview {
  readonly verdict: ReviewVerdict;
  readonly commit: string;
  /** Markdown; a request for changes needs one. */
  readonly body: string;
}

export interface CommitSummary {
  readonly sha: string;
  /** The first line of its message. */
  readonly subject: string;
  /** Login, or name where the commit's author has no known account. */
  readonly author: string;
}
