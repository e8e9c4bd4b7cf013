import type { Team, User } from '../store.ts';
import type { World } from '../world.ts';
import type { Call } from './call.ts';
import { notFound } from './errors.ts';
import { userJson } from './represent.ts';
import type { Routes } from './respond.ts';

const organization = '/orgs/:org';
const one = `${organization}/teams/:team`;

export const teamRoutes: Routes = {
  [`GET ${organization}/teams`]: (call) => {
    const { github } = call.world;
    const owner = github.orgs.findOneBy('login', call.parameter('org'));
    const teams = github.teams.findBy('org_id', owner?.id).filter((team) => team.slug !== 'members');
    return call.page(teams, (team) => teamJson(call.world, team));
  },
  [`GET ${one}`]: async (call) => {
    const team = find(call);
    const { github } = call.world;
    return {
      ...teamJson(call.world, team),
      created_at: team.created_at,
      updated_at: team.updated_at,
      members_count: membersOf(call.world, team).length,
      repos_count: github.teamRepos.findBy('team_id', team.id).length,
      organization: await call.world.ask(`/orgs/${call.parameter('org')}`, call.user.login),
    };
  },
  [`GET ${one}/members`]: (call) => {
    const role = call.query.get('role') ?? 'all';
    const members = membersOf(call.world, find(call)).filter(
      (member) => role === 'all' || member.role === role,
    );
    return call.page(members, (member) => userJson(call.world, member.user));
  },
  [`GET ${one}/teams`]: (call) => {
    const parent = find(call);
    const children = call.world.github.teams.all().filter((team) => team.parent_id === parent.id);
    return call.page(children, (team) => teamJson(call.world, team));
  },
};

function find(call: Call): Team {
  const { github } = call.world;
  const owner = github.orgs.findOneBy('login', call.parameter('org'));
  const team = github.teams.findBy('org_id', owner?.id).find(({ slug }) => slug === call.parameter('team'));
  if (!team) {
    throw notFound();
  }
  return team;
}

/** Members of child teams are members of the team, as GitHub lists them. */
export function membersOf(world: World, team: Team): { user: User; role: string }[] {
  const { github } = world;
  const own = github.teamMembers.findBy('team_id', team.id).flatMap(({ user_id, role }) => {
    const user = github.users.get(user_id);
    return user ? [{ user, role: role as string }] : [];
  });
  const children = github.teams.all().filter((child) => child.parent_id === team.id);
  const inherited = children.flatMap((child) => membersOf(world, child));
  return [...new Map([...inherited, ...own].map((member) => [member.user.id, member])).values()];
}

export function teamJson(world: World, team: Team): Record<string, unknown> {
  const parent = team.parent_id === null ? undefined : world.github.teams.get(team.parent_id);
  return { ...simpleTeam(world, team), parent: parent ? simpleTeam(world, parent) : null };
}

function simpleTeam(world: World, team: Team): Record<string, unknown> {
  const owner = world.github.orgs.get(team.org_id)?.login ?? '';
  const url = `${world.apiUrl}/organizations/${team.org_id}/team/${team.id}`;
  return {
    id: team.id,
    node_id: team.node_id,
    url,
    html_url: `${world.url}/orgs/${owner}/teams/${team.slug}`,
    name: team.name,
    slug: team.slug,
    description: team.description,
    privacy: team.privacy,
    type: 'organization',
    notification_setting: 'notifications_enabled',
    permission: team.permission,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
  };
}
