import type { CommitStatus, CommitStatuses } from '../change/commitStatuses.ts';
import type { GitHubClient } from './client.ts';

const states: readonly CommitStatus['state'][] = ['success', 'pending', 'failure', 'error'];

/** {@link CommitStatuses} of a GitHub repository. */
export class GitHubCommitStatuses implements CommitStatuses {
  readonly #client: GitHubClient;
  readonly #repository: { readonly owner: string; readonly repo: string };

  constructor(client: GitHubClient, { owner, name }: { readonly owner: string; readonly name: string }) {
    this.#client = client;
    this.#repository = { owner, repo: name };
  }

  async latest(sha: string, name: string, signal: AbortSignal): ReturnType<CommitStatuses['latest']> {
    return this.#client.request(signal, async (octokit) => {
      const pages = octokit.paginate.iterator('GET /repos/{owner}/{repo}/commits/{ref}/statuses', {
        ...this.#repository,
        ref: sha,
        per_page: 100,
      });
      for await (const { data } of pages) {
        // Newest first.
        const found = data.find(({ context }) => context === name);
        const state = states.find((known) => known === found?.state);
        if (found && state !== undefined) {
          return { state, description: found.description ?? '', link: found.target_url ?? undefined };
        }
      }
      return undefined;
    });
  }

  async set(
    sha: string,
    name: string,
    { state, description }: CommitStatus,
    link: string,
    signal: AbortSignal,
  ): Promise<void> {
    await this.#client.request(signal, async (octokit) =>
      octokit.request('POST /repos/{owner}/{repo}/statuses/{sha}', {
        ...this.#repository,
        sha,
        context: name,
        state,
        description,
        target_url: link,
      }),
    );
  }

  async openPullRequestsAt(sha: string, signal: AbortSignal): Promise<readonly number[]> {
    // GitHub's list of a commit's pull requests leaves out those from forks.
    const open = await this.#client.request(signal, async (octokit) =>
      octokit.paginate('GET /repos/{owner}/{repo}/pulls', {
        ...this.#repository,
        state: 'open',
        per_page: 100,
      }),
    );
    return open.filter(({ head }) => head.sha === sha).map(({ number }) => number);
  }
}
