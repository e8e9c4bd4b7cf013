import { nodeId } from '../../nodeId.ts';
import type { LinkedBranch } from '../../world.ts';
import type { GraphQLContext, Resolved } from '../context.ts';
import { refByName } from './ref.ts';

export function linkedBranchId(link: LinkedBranch): string {
  return nodeId('LinkedBranch', link.id);
}

export function linkedBranchNode(context: GraphQLContext, link: LinkedBranch): Resolved {
  const repository = context.world.github.repos.get(link.repo_id);
  return {
    __typename: 'LinkedBranch',
    id: linkedBranchId(link),
    ref: () => repository && refByName(context, repository, link.name),
  };
}
