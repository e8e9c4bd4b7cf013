import type { CodeHost, HostedRepository, LinkedBranch } from '../change/codeHost.ts';
import { HostError } from '../change/hostError.ts';
import type { PullRequest } from '../procedure/changeRecord.ts';
import type { GitHubClient } from './client.ts';
import { createLinkedBranch } from './linkedBranch.ts';
import { pullRequestFrom } from './pullRequest.ts';

/** {@link CodeHost} on a GitHub repository. */
export class GitHubCodeHost implements CodeHost {
  readonly #client: GitHubClient;
  readonly #owner: string;
  readonly #name: string;

  constructor(client: GitHubClient, repository: { readonly owner: string; readonly name: string }) {
    this.#client = client;
    this.#owner = repository.owner;
    this.#name = repository.name;
  }

  async viewer(signal: AbortSignal): Promise<string> {
    return this.#client.viewer(signal);
  }

  async repository(signal: AbortSignal): Promise<HostedRepository> {
    return this.#client.request(signal, async (octokit) => {
      const { data } = await octokit.request('GET /repos/{owner}/{repo}', {
        owner: this.#owner,
        repo: this.#name,
      });
      return {
        id: data.node_id,
        url: data.html_url,
        owner: data.owner.login,
        name: data.name,
        defaultBranch: data.default_branch,
        hasIssues: data.has_issues,
        canPush: data.permissions?.push ?? false,
      };
    });
  }

  async createLinkedBranch(branch: LinkedBranch, signal: AbortSignal): Promise<boolean> {
    try {
      return await this.#client.request(signal, async (octokit) =>
        createLinkedBranch(octokit, { owner: this.#owner, name: this.#name }, branch),
      );
    } catch (error) {
      // The link is a courtesy of the host. That it can't be had is no reason to stop.
      if (
        error instanceof HostError &&
        ['forbidden', 'refused', 'not-found', 'malformed'].includes(error.problem)
      ) {
        return false;
      }
      throw error;
    }
  }

  async pullRequestsFrom(branch: string, signal: AbortSignal): Promise<readonly PullRequest[]> {
    return this.#client.request(signal, async (octokit) => {
      const { data } = await octokit.request('GET /repos/{owner}/{repo}/pulls', {
        owner: this.#owner,
        repo: this.#name,
        head: `${this.#owner}:${branch}`,
        state: 'all',
        sort: 'created',
        direction: 'desc',
        per_page: 20,
      });
      return data.map(pullRequestFrom);
    });
  }

  async pullRequest(number: number, signal: AbortSignal): Promise<PullRequest> {
    return this.#client.request(signal, async (octokit) => {
      const { data } = await octokit.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
        owner: this.#owner,
        repo: this.#name,
        pull_number: number,
      });
      return pullRequestFrom(data);
    });
  }
}
