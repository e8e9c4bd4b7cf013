import type { CodeHost, HostedRepository, LinkedBranch, MovedRepository } from '../change/codeHost.ts';
import { HostError } from '../change/hostError.ts';
import type { ChangeQuestion, HostedChange, RepositoryName } from '../change/hostedChange.ts';
import type { Host } from '../change/hosts.ts';
import type { Deployment, PullRequest } from '../procedure/changeRecord.ts';
import { ChangeReader } from './change/readChange.ts';
import type { GitHubClient } from './client.ts';
import { createLinkedBranch } from './linkedBranch.ts';
import { pullRequestFrom } from './pullRequest.ts';
import { repositoryWithId } from './repositoryWithId.ts';
import { GitHubTeams, type TeamMembers } from './teams.ts';

/** {@link CodeHost} on a GitHub repository. */
export class GitHubCodeHost implements CodeHost {
  readonly #client: GitHubClient;
  readonly #owner: string;
  readonly #name: string;

  readonly #changes: ChangeReader;
  readonly #teams: GitHubTeams;

  constructor(client: GitHubClient, host: Host, repository: RepositoryName) {
    this.#client = client;
    this.#changes = new ChangeReader(client, host, repository);
    this.#teams = new GitHubTeams(client, host);
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

  async repositoryWithId(id: string, signal: AbortSignal): Promise<MovedRepository | undefined> {
    return repositoryWithId(this.#client, id, signal);
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

  async readChange(question: ChangeQuestion, signal: AbortSignal): Promise<HostedChange> {
    return this.#changes.read(question, signal);
  }

  async probeChange(
    question: ChangeQuestion,
    number: number | undefined,
    signal: AbortSignal,
  ): Promise<string> {
    return this.#changes.probe(question, number, signal);
  }

  async teamMembers(team: string, signal: AbortSignal): Promise<TeamMembers> {
    return this.#teams.members(team, signal);
  }

  async deployments(
    environment: string,
    commits: ReadonlySet<string>,
    since: Date,
    signal: AbortSignal,
  ): Promise<readonly Deployment[]> {
    return this.#changes.deployments(environment, commits, since, signal);
  }
}
