import type { Repository, User } from '../store.ts';
import type { World } from '../world.ts';

export const levels = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const;
export type Level = (typeof levels)[number];

/** The emulator, as older parts of GitHub's API, says `pull` and `push`. */
const aliases: Readonly<Record<string, Level>> = { pull: 'read', push: 'write' };

/** The highest of what somebody has by collaboration, by team and by membership of the organisation. */
export function permissionOf(world: World, repository: Repository, user: User): Level {
  const { github } = world;
  const granted = github.collaborators
    .findBy('repo_id', repository.id)
    .filter((collaborator) => collaborator.user_id === user.id)
    .map((collaborator) => collaborator.permission);
  if (repository.owner_type === 'User' && repository.owner_id === user.id) {
    granted.push('admin');
  }
  // Whoever is in a team that has access to a private repository has it to its forks too.
  const parent = repository.private ? github.repos.get(repository.forked_from_id ?? 0) : undefined;
  const linkedTo = [repository.id, parent?.id];
  const organization = (parent ?? repository).owner_id;
  for (const membership of github.teamMembers.findBy('user_id', user.id)) {
    const team = github.teams.get(membership.team_id);
    if (team?.org_id === organization) {
      // The emulator keeps the organisation's members in a team of this name, its owners as maintainers.
      const everyone = team.slug === 'members';
      const owner = everyone && membership.role === 'maintainer';
      const linked = github.teamRepos
        .findBy('team_id', team.id)
        .some((link) => linkedTo.includes(link.repo_id));
      granted.push(owner ? 'admin' : everyone ? 'read' : linked ? team.permission : 'none');
    }
  }
  if (!repository.private) {
    granted.push('read');
  }
  return granted.map(toLevel).reduce(higher, 'none');
}

export function canRead(world: World, repository: Repository, user: User): boolean {
  return permissionOf(world, repository, user) !== 'none';
}

export function canWrite(world: World, repository: Repository, user: User): boolean {
  return levels.indexOf(permissionOf(world, repository, user)) >= levels.indexOf('write');
}

/** As the API's `permissions` say it. */
export function permissionFlags(
  level: Level,
): Record<'admin' | 'maintain' | 'push' | 'triage' | 'pull', boolean> {
  const atLeast = (wanted: Level): boolean => levels.indexOf(level) >= levels.indexOf(wanted);
  return {
    admin: atLeast('admin'),
    maintain: atLeast('maintain'),
    push: atLeast('write'),
    triage: atLeast('triage'),
    pull: atLeast('read'),
  };
}

function toLevel(name: string): Level {
  return aliases[name] ?? levels.find((level) => level === name) ?? 'none';
}

function higher(one: Level, other: Level): Level {
  return levels.indexOf(one) > levels.indexOf(other) ? one : other;
}
