import { canWrite, permissionOf } from '../../rest/permissions.ts';
import type { Repository } from '../../store.ts';
import { connection, type PageArguments } from '../connection.ts';
import type { GraphQLContext, Resolved } from '../context.ts';
import { typedError } from '../errors.ts';
import { actorNode } from './actor.ts';

/** Everyone with access, for those who may push; others may not list them. */
export function collaborators(
  context: GraphQLContext,
  repository: Repository,
  page: PageArguments,
): Resolved {
  const { world, viewer } = context;
  if (!canWrite(world, repository, viewer)) {
    throw typedError('FORBIDDEN', 'You do not have permission to view repository collaborators.');
  }
  const people = world.github.users
    .all()
    .filter((user) => user.type === 'User')
    .map((user) => ({ user, permission: permissionOf(world, repository, user) }))
    .filter(({ permission }) => permission !== 'none');
  const { totalCount, pageInfo, edges } = connection(people, page);
  return {
    totalCount,
    pageInfo,
    nodes: edges.map(({ node }) => actorNode(context, node.user)),
    edges: edges.map(({ node, cursor }) => ({
      cursor,
      permission: node.permission.toUpperCase(),
      node: actorNode(context, node.user),
    })),
  };
}
