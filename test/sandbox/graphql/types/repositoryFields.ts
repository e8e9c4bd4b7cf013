import type { Repository } from '../../store.ts';
import type { GraphQLContext, Resolved } from '../context.ts';

/** What a repository is when another object names it. */
export function repositoryFields({ world }: GraphQLContext, repository: Repository): Resolved {
  const { orgs, users } = world.github;
  const owner = (repository.owner_type === 'User' ? users : orgs).get(repository.owner_id);
  return {
    __typename: 'Repository',
    id: repository.node_id,
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: repository.full_name,
    owner: { __typename: repository.owner_type, id: owner?.node_id, login: owner?.login },
    url: `${world.url}/${repository.full_name}`,
    isPrivate: repository.private,
    isArchived: false,
    isFork: repository.fork,
    hasIssuesEnabled: repository.has_issues,
  };
}
