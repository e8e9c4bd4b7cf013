import { HostError } from '../change/hostError.ts';
import type { CommitSummary, NewReview, Reviews } from '../change/reviews.ts';
import type { PullRequest, Review } from '../procedure/changeRecord.ts';
import type { GitHubClient } from './client.ts';
import { pullRequestFrom } from './pullRequest.ts';
import { say } from '../base/say.ts';

/** What we read of the answers that hold reviews. */
interface SubmittedReview {
  /** GitHub's description allows numbers that JavaScript can't hold; no review has one. */
  readonly id: number | bigint;
  readonly user: { readonly login: string } | null;
  readonly body: string;
  readonly state: string;
  readonly html_url: string;
  readonly commit_id: string | null;
  readonly submitted_at?: string | undefined;
}

const events = { APPROVED: 'APPROVE', CHANGES_REQUESTED: 'REQUEST_CHANGES' } as const;
const states = ['APPROVED', 'CHANGES_REQUESTED', 'COMMENTED', 'DISMISSED'] as const;

/** {@link Reviews} on a GitHub repository. */
export class GitHubReviews implements Reviews {
  readonly #client: GitHubClient;
  readonly #repository: { readonly owner: string; readonly repo: string };

  constructor(client: GitHubClient, repository: { readonly owner: string; readonly name: string }) {
    this.#client = client;
    this.#repository = { owner: repository.owner, repo: repository.name };
  }

  async open(signal: AbortSignal): Promise<readonly PullRequest[]> {
    return this.#client.request(signal, async (octokit) => {
      const { data } = await octokit.request('GET /repos/{owner}/{repo}/pulls', {
        ...this.#repository,
        state: 'open',
        sort: 'updated',
        direction: 'desc',
        per_page: 100,
      });
      return data.map(pullRequestFrom);
    });
  }

  async pullRequest(number: number, signal: AbortSignal): Promise<PullRequest> {
    return this.#client.request(signal, async (octokit) => {
      const { data } = await octokit.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
        ...this.#repository,
        pull_number: number,
      });
      return pullRequestFrom(data);
    });
  }

  async mine(pullRequest: number, signal: AbortSignal): Promise<readonly Review[]> {
    const me = (await this.#client.viewer(signal)).toLowerCase();
    return this.#client.request(signal, async (octokit) => {
      const reviews: readonly SubmittedReview[] = await octokit.paginate(
        'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
        { ...this.#repository, pull_number: pullRequest, per_page: 100 },
      );
      return reviews
        .filter(({ user, state }) => user?.login.toLowerCase() === me && state !== 'PENDING')
        .map(reviewFrom);
    });
  }

  async submit(
    pullRequest: number,
    { verdict, commit, body }: NewReview,
    signal: AbortSignal,
  ): Promise<Review> {
    return this.#client.request(signal, async (octokit) => {
      const { data } = await octokit.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews', {
        ...this.#repository,
        pull_number: pullRequest,
        commit_id: commit,
        event: events[verdict],
        body,
      });
      return reviewFrom(data);
    });
  }

  async commitsBetween(
    earlier: string,
    head: string,
    signal: AbortSignal,
  ): Promise<readonly CommitSummary[] | undefined> {
    try {
      return await this.#client.request(signal, async (octokit) => {
        const { data } = await octokit.request('GET /repos/{owner}/{repo}/compare/{basehead}', {
          ...this.#repository,
          basehead: `${earlier}...${head}`,
        });
        return data.commits.map(({ sha, commit, author }) => ({
          sha,
          subject: commit.message.split('\n', 1)[0] ?? '',
          author: loginOf(author) ?? commit.author?.name ?? 'someone',
        }));
      });
    } catch (error) {
      // A commit that was pushed away may be gone. That it can't be compared is no reason to fail.
      if (error instanceof HostError && ['not-found', 'refused', 'malformed'].includes(error.problem)) {
        return undefined;
      }
      throw error;
    }
  }
}

/** GitHub answers an empty object where a commit's author has no account. */
function loginOf(author: unknown): string | undefined {
  return typeof author === 'object' &&
    author !== null &&
    'login' in author &&
    typeof author.login === 'string'
    ? author.login
    : undefined;
}

function reviewFrom(review: SubmittedReview): Review {
  const state = states.find((known) => known === review.state);
  if (state === undefined || review.submitted_at === undefined) {
    throw new HostError(
      'malformed',
      say`GitHub answered with a review that has no known state. Retry in a moment.`,
    );
  }
  return {
    id: String(review.id),
    author: review.user?.login ?? 'ghost',
    state,
    commitSha: review.commit_id,
    submittedAt: review.submitted_at,
    body: review.body,
    url: review.html_url,
  };
}
