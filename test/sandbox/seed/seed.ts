import { followGit } from '../git/follow.ts';
import { bot, organization, outsider, people, teams } from '../people.ts';
import type { EmulatedApp, Repository } from '../store.ts';
import type { World } from '../world.ts';
import { importHistory } from './history.ts';
import { seedMergedPull } from './mergedPull.ts';
import { seedEarlierTickets, seedLabels, seedLaterTickets } from './tickets.ts';

export const repositoryName = 'payments';

/** What the emulator makes itself: accounts, the organisation, the repository. */
export const emulatorSeed = {
  users: [...Object.values(people), bot, outsider].map(({ login, name, email }) => ({ login, name, email })),
  orgs: [
    {
      login: organization,
      name: 'Acme',
      members: Object.values(people).map(({ login, role }) => ({
        login,
        role: role === 'lead' ? 'admin' : 'member',
      })),
    },
  ],
  repos: [
    {
      owner: organization,
      name: repositoryName,
      description: 'Takes card payments and refunds for the shop',
      private: true,
      auto_init: false,
    },
  ],
};

/** Fills the world; gives the sample repository. */
export async function seed(world: World, app: EmulatedApp): Promise<Repository> {
  const fullName = `${organization}/${repositoryName}`;
  const repository = world.github.repos.findOneBy('full_name', fullName);
  if (!repository) {
    throw new Error(`${fullName} was not seeded`);
  }
  const account = world.github.users.findOneBy('login', bot.login);
  if (account) {
    account.type = 'Bot';
  }
  await seedTeams(world, app);
  seedCollaborators(world, repository);
  world.git.init(fullName, 'main');
  const history = importHistory(world.git, fullName);
  followGit(world, repository);
  seedLabels(world, repository);
  seedEarlierTickets(world, repository);
  seedMergedPull(world, repository, history);
  seedLaterTickets(world, repository);
  return repository;
}

/** Through the API, in the name of the lead, who owns the organisation. */
async function seedTeams(world: World, app: EmulatedApp): Promise<void> {
  const send = async (method: string, path: string, body: unknown): Promise<void> => {
    const response = await app.fetch(
      new Request(`${world.url}${path}`, {
        method,
        headers: { authorization: `Bearer ${people.lead.token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    );
    if (!response.ok) {
      throw new Error(`${method} ${path} was answered with ${response.status}: ${await response.text()}`);
    }
  };
  const base = `/orgs/${organization}/teams`;
  for (const team of teams) {
    const parent = 'parent' in team ? world.github.teams.findOneBy('slug', team.parent) : undefined;
    await send('POST', base, {
      name: team.name,
      permission: 'push',
      privacy: 'closed',
      parent_team_id: parent?.id,
    });
    await send('PUT', `${base}/${team.slug}/repos/${organization}/${repositoryName}`, { permission: 'push' });
    // The emulator makes whoever asks a maintainer of the new team.
    for (const member of world.github.teamMembers.all()) {
      if (world.github.teams.get(member.team_id)?.slug === team.slug) {
        world.github.teamMembers.delete(member.id);
      }
    }
    for (const role of team.members) {
      await send('PUT', `${base}/${team.slug}/memberships/${people[role].login}`, { role: 'member' });
    }
  }
}

function seedCollaborators(world: World, repository: Repository): void {
  for (const { login } of [...Object.values(people), bot]) {
    const user = world.github.users.findOneBy('login', login);
    if (user) {
      const permission = login === people.lead.login ? 'admin' : 'push';
      world.github.collaborators.insert({ repo_id: repository.id, user_id: user.id, permission });
    }
  }
}
