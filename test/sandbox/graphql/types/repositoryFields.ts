import type { Repository } from '../../store.ts';
import type { GraphQLContext, Resolved } from '../context.ts';

/** What a repository is when another object names it. */
export function repositoryFields({ world }: GraphQLContext, repository: Repository): Resolved {
  const [owner = ''] = repository.full_name.split('/');
  return {
    __typename: 'Repository',
    id: repository.node_id,
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: repository.full_name,
    owner: {
      __typename: 'Organization',
      id: world.github.orgs.get(repository.owner_id)?.node_id,
      login: owner,
    },
    url: `${world.url}/${repository.full_name}`,
    isPrivate: repository.private,
    isArchived: false,
    hasIssuesEnabled: repository.has_issues,
  };
}
