import type { Directory } from '../change/directory.ts';
import { HostError } from '../change/hostError.ts';
import type { GitHubClient } from './client.ts';

/** {@link Directory} on a GitHub. */
export class GitHubDirectory implements Directory {
  readonly #client: GitHubClient;
  readonly #repository: { readonly owner: string; readonly repo: string };

  constructor(client: GitHubClient, repository: { readonly owner: string; readonly name: string }) {
    this.#client = client;
    this.#repository = { owner: repository.owner, repo: repository.name };
  }

  async teams(signal: AbortSignal): Promise<readonly string[] | undefined> {
    return this.#client.request(signal, async (octokit) => {
      const { data } = await octokit.request('GET /repos/{owner}/{repo}', this.#repository);
      const { login, type } = data.owner;
      if (type !== 'Organization') {
        return undefined;
      }
      const teams = await octokit.paginate('GET /orgs/{org}/teams', { org: login, per_page: 100 });
      return sorted(teams.map(({ slug }) => `${login}/${slug}`));
    });
  }

  async writers(signal: AbortSignal): Promise<readonly string[]> {
    return this.#client.request(signal, async (octokit) => {
      const people = await octokit.paginate('GET /repos/{owner}/{repo}/collaborators', {
        ...this.#repository,
        permission: 'push',
        per_page: 100,
      });
      // A bot may write, and fills no role.
      return sorted(
        people
          .filter(({ permissions, type }) => permissions?.push === true && type === 'User')
          .map(({ login }) => login),
      );
    });
  }

  async isThere(login: string, signal: AbortSignal): Promise<boolean> {
    try {
      return await this.#client.request(signal, async (octokit) => {
        const { data } = await octokit.request('GET /users/{username}', { username: login });
        return data.type === 'User';
      });
    } catch (error) {
      if (error instanceof HostError && error.problem === 'not-found') {
        return false;
      }
      throw error;
    }
  }
}

function sorted(names: readonly string[]): readonly string[] {
  return names.toSorted((a, b) => a.localeCompare(b, 'en'));
}
