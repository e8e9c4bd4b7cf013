import type { Reviewer, ReviewRequests } from '../change/requestReviews.ts';
import type { GitHubClient } from './client.ts';

/** {@link ReviewRequests} on a GitHub repository. */
export class GitHubReviewRequests implements ReviewRequests {
  readonly #client: GitHubClient;
  readonly #repository: { readonly owner: string; readonly repo: string };

  constructor(client: GitHubClient, repository: { readonly owner: string; readonly name: string }) {
    this.#client = client;
    this.#repository = { owner: repository.owner, repo: repository.name };
  }

  async requestReviews(
    pullRequest: number,
    reviewers: readonly Reviewer[],
    signal: AbortSignal,
  ): Promise<void> {
    await this.#client.request(signal, async (octokit) =>
      octokit.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers', {
        ...this.#repository,
        pull_number: pullRequest,
        reviewers: reviewers.flatMap((each) => (each.kind === 'person' ? [each.login] : [])),
        team_reviewers: reviewers.flatMap((each) => (each.kind === 'team' ? [each.slug] : [])),
      }),
    );
  }
}
