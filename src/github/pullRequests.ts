import { HostError } from '../change/hostError.ts';
import type {
  Description,
  Head,
  HostedPullRequest,
  NewPullRequest,
  PullRequests,
  Reviewers,
} from '../change/pullRequests.ts';
import type { GitHubClient } from './client.ts';
import { say } from '../base/say.ts';

/** What we read of the answers that hold pull requests. */
interface Pull {
  readonly node_id: string;
  readonly number: number;
  readonly html_url: string;
  readonly title: string;
  readonly body: string | null;
  readonly draft?: boolean;
  readonly state: string;
  readonly merged_at: string | null;
  readonly labels: readonly { readonly name: string }[];
}

const markReadyMutation = /* GraphQL */ `
  mutation MarkReady($id: ID!) {
    markPullRequestReadyForReview(input: { pullRequestId: $id }) {
      pullRequest {
        isDraft
      }
    }
  }
`;

/** The documents of this room, for the test that holds them against GitHub's schema. */
export const pullRequestDocuments = [markReadyMutation];

/** {@link PullRequests} on a GitHub repository. */
export class GitHubPullRequests implements PullRequests {
  readonly #client: GitHubClient;
  readonly #repository: { readonly owner: string; readonly repo: string };

  constructor(client: GitHubClient, repository: { readonly owner: string; readonly name: string }) {
    this.#client = client;
    this.#repository = { owner: repository.owner, repo: repository.name };
  }

  async find(number: number, signal: AbortSignal): Promise<HostedPullRequest> {
    return this.#client.request(signal, async (octokit) => {
      const { data } = await octokit.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
        ...this.#repository,
        pull_number: number,
      });
      return hostedFrom(data);
    });
  }

  async findOpen(
    { owner, branch }: Head,
    base: string,
    signal: AbortSignal,
  ): Promise<HostedPullRequest | undefined> {
    return this.#client.request(signal, async (octokit) => {
      const { data } = await octokit.request('GET /repos/{owner}/{repo}/pulls', {
        ...this.#repository,
        head: `${owner}:${branch}`,
        base,
        state: 'open',
      });
      return data[0] && hostedFrom(data[0]);
    });
  }

  async create(
    { head, base, title, body, isDraft }: NewPullRequest,
    signal: AbortSignal,
  ): Promise<HostedPullRequest> {
    return this.#client.request(signal, async (octokit) => {
      const { data } = await octokit.request('POST /repos/{owner}/{repo}/pulls', {
        ...this.#repository,
        head: `${head.owner}:${head.branch}`,
        base,
        title,
        body,
        draft: isDraft,
      });
      return hostedFrom(data);
    });
  }

  async describe(number: number, { title, body }: Description, signal: AbortSignal): Promise<void> {
    await this.#client.request(signal, async (octokit) =>
      octokit.request('PATCH /repos/{owner}/{repo}/pulls/{pull_number}', {
        ...this.#repository,
        pull_number: number,
        title,
        body,
      }),
    );
  }

  async markReady({ id }: Pick<HostedPullRequest, 'id'>, signal: AbortSignal): Promise<void> {
    // The REST API has no way to do it.
    await this.#client.request(signal, async (octokit) => octokit.graphql(markReadyMutation, { id }));
  }

  async addLabels(number: number, labels: readonly string[], signal: AbortSignal): Promise<void> {
    await this.#client.request(signal, async (octokit) =>
      octokit.request('POST /repos/{owner}/{repo}/issues/{issue_number}/labels', {
        ...this.#repository,
        issue_number: number,
        labels: [...labels],
      }),
    );
  }

  async requestReviewers(number: number, { users, teams }: Reviewers, signal: AbortSignal): Promise<void> {
    await this.#client.request(signal, async (octokit) =>
      octokit.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers', {
        ...this.#repository,
        pull_number: number,
        reviewers: [...users],
        team_reviewers: [...teams],
      }),
    );
  }

  async people(signal: AbortSignal): Promise<readonly string[]> {
    return this.#client.request(signal, async (octokit) => {
      const { data } = await octokit.request('GET /repos/{owner}/{repo}/assignees', {
        ...this.#repository,
        per_page: 100,
      });
      return data.map(({ login }) => login);
    });
  }
}

function hostedFrom(pull: Pull): HostedPullRequest {
  if (!Number.isSafeInteger(pull.number)) {
    throw new HostError(
      'malformed',
      say`GitHub answered with a pull request that has no number. Retry in a moment.`,
    );
  }
  return {
    id: pull.node_id,
    number: pull.number,
    url: pull.html_url,
    title: pull.title,
    body: pull.body ?? '',
    state: pull.merged_at !== null ? 'merged' : pull.state === 'closed' ? 'closed' : 'open',
    isDraft: pull.draft ?? false,
    labels: pull.labels.map(({ name }) => name),
  };
}
