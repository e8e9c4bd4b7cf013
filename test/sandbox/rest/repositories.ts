import type { Repository, User } from '../store.ts';
import type { World } from '../world.ts';
import type { Call } from './call.ts';
import { notFound } from './errors.ts';
import { permissionFlags, permissionOf, type Level } from './permissions.ts';
import { userJson } from './represent.ts';
import type { Routes } from './respond.ts';
import { teamJson } from './teams.ts';

const repository = '/repos/:owner/:repo';

export const repositoryRoutes: Routes = {
  [`GET ${repository}/collaborators`]: (call) => {
    const { world } = call;
    const people = world.github.users
      .all()
      .filter((user) => permissionOf(world, call.repository, user) !== 'none');
    return call.page(people, (user) => collaborator(world, call.repository, user));
  },
  [`GET ${repository}/collaborators/:username/permission`]: (call) => {
    const user = findUser(call);
    const level = permissionOf(call.world, call.repository, user);
    return {
      permission: legacyName(level),
      role_name: level,
      user: collaborator(call.world, call.repository, user),
    };
  },
  [`GET ${repository}/teams`]: (call) => {
    const { github } = call.world;
    const links = github.teamRepos.findBy('repo_id', call.repository.id);
    const teams = links.flatMap((link) => github.teams.get(link.team_id) ?? []);
    return call.page(teams, (team) => teamJson(call.world, team));
  },
};

function findUser(call: Call): User {
  const login = call.parameter('username').toLowerCase();
  const user = call.world.github.users.all().find((candidate) => candidate.login.toLowerCase() === login);
  if (!user) {
    throw notFound();
  }
  return user;
}

function collaborator(world: World, found: Repository, user: User): Record<string, unknown> {
  const level = permissionOf(world, found, user);
  return { ...userJson(world, user), permissions: permissionFlags(level), role_name: level };
}

/** `permission` knows four levels only; `role_name` says which it really is. */
function legacyName(level: Level): string {
  return level === 'maintain' ? 'write' : level === 'triage' ? 'read' : level;
}
