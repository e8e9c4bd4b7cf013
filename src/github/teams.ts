import { HostError, withLink } from '../change/hostError.ts';
import type { Host } from '../change/hosts.ts';
import type { ChangeRecord } from '../procedure/changeRecord.ts';
import type { GitHubClient } from './client.ts';
import { mustEnd } from './mustEnd.ts';
import { TimedCache } from './timedCache.ts';

export type TeamMembers = ChangeRecord['teams'][string];

/** Who is in which team. Membership changes seldom, so it is kept for a few minutes. */
export class GitHubTeams {
  readonly #client: GitHubClient;
  readonly #host: Host;
  readonly #cache = new TimedCache<TeamMembers>(5 * 60_000);

  constructor(client: GitHubClient, host: Host) {
    this.#client = client;
    this.#host = host;
  }

  /** @param team as `organisation/team`. */
  async members(team: string, signal: AbortSignal): Promise<TeamMembers> {
    const [organization, slug, ...more] = team.split('/');
    if (organization === undefined || slug === undefined || slug === '' || more.length > 0) {
      return { unknown: `“${team}” is not written as organisation/team in the procedure file.` };
    }
    return this.#cache.get(
      team.toLowerCase(),
      async () => this.#read(organization, slug, signal),
      (members) => Array.isArray(members),
    );
  }

  /** GitHub lists those of child teams too, and nobody whose invitation is open. */
  async #read(organization: string, slug: string, signal: AbortSignal): Promise<TeamMembers> {
    try {
      return await this.#client.request(signal, async (octokit) => {
        const members = await octokit.paginate('GET /orgs/{org}/teams/{team_slug}/members', {
          org: organization,
          team_slug: slug,
          per_page: 100,
        });
        // Whatever stands between us and the host may answer with something else than a list.
        if (!members.every((member) => typeof member.login === 'string')) {
          throw new TypeError('a list of members without their names');
        }
        return members.map(({ login }) => login);
      });
    } catch (error) {
      if (!(error instanceof HostError)) {
        throw error;
      }
      mustEnd(error);
      return { unknown: this.#reason(error, `${organization}/${slug}`) };
    }
  }

  #reason(error: HostError, team: string): string {
    const { problem } = error;
    return problem === 'not-found' || problem === 'forbidden'
      ? `Your sign-in may not see who is in @${team} on ${this.#host.authority}, or there is no such team. It needs the permission “Members: read” of the organization (“read:org” for a classic token).`
      : `Who is in @${team} could not be read: ${withLink(error)}`;
  }
}
