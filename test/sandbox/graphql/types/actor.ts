import type { Team, User } from '../../store.ts';
import type { GraphQLContext, Resolved } from '../context.ts';
import { time } from '../../rest/represent.ts';

export function actorNode({ world }: GraphQLContext, user: User): Resolved {
  return {
    __typename: user.type,
    id: user.node_id,
    databaseId: user.id,
    login: user.login,
    name: user.name,
    email: user.email ?? '',
    url: `${world.url}/${encodeURIComponent(user.login)}`,
    avatarUrl: `${world.url}/avatars/u/${user.id}`,
    createdAt: time(user.created_at),
  };
}

export function actorById(context: GraphQLContext, id: number | null): Resolved | null {
  const user = id === null ? undefined : context.world.github.users.get(id);
  return user ? actorNode(context, user) : null;
}

/** The account of a person, not of a bot. */
export function userNode(context: GraphQLContext, login: string): Resolved | null {
  const users = context.world.github.users.all();
  const user = users.find((candidate) => candidate.login.toLowerCase() === login.toLowerCase());
  return user?.type === 'User' ? actorNode(context, user) : null;
}

/** Whom GitHub takes an e-mail address of a commit for. */
export function userByEmail(context: GraphQLContext, email: string): Resolved | null {
  const user = context.world.github.users.all().find((candidate) => candidate.email === email);
  return user?.type === 'User' ? actorNode(context, user) : null;
}

export function teamNode({ world }: GraphQLContext, team: Team): Resolved {
  const owner = world.github.orgs.get(team.org_id)?.login ?? '';
  return {
    __typename: 'Team',
    id: team.node_id,
    databaseId: team.id,
    name: team.name,
    slug: team.slug,
    combinedSlug: `${owner}/${team.slug}`,
  };
}
