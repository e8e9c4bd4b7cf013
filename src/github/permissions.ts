import { HostError } from '../change/hostError.ts';
import type { Person } from '../procedure/changeRecord.ts';
import { permissionFrom } from './change/people.ts';
import type { GitHubClient } from './client.ts';
import { mustEnd } from './mustEnd.ts';
import { TimedCache } from './timedCache.ts';

type Permission = Person['permission'];

/** What single people may do in a repository, where the list of all of them can't be had. */
export class GitHubPermissions {
  readonly #client: GitHubClient;
  readonly #repository: { readonly owner: string; readonly name: string };
  readonly #cache = new TimedCache<Permission>(5 * 60_000);

  constructor(client: GitHubClient, repository: { readonly owner: string; readonly name: string }) {
    this.#client = client;
    this.#repository = repository;
  }

  async of(login: string, signal: AbortSignal): Promise<Permission> {
    return this.#cache.get(
      login.toLowerCase(),
      async () => this.#read(login, signal),
      (permission) => permission !== 'unknown',
    );
  }

  async #read(login: string, signal: AbortSignal): Promise<Permission> {
    try {
      return await this.#client.request(signal, async (octokit) => {
        const { data } = await octokit.request(
          'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
          { owner: this.#repository.owner, repo: this.#repository.name, username: login },
        );
        // An organisation's own role has a name of its own; `permission` is what it is built on.
        const role = permissionFrom(data.role_name);
        return role === 'unknown' ? permissionFrom(data.permission) : role;
      });
    } catch (error) {
      if (!(error instanceof HostError)) {
        throw error;
      }
      mustEnd(error);
      return 'unknown';
    }
  }
}
