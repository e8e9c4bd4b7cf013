import { requiredContexts } from '../../rest/protection.ts';
import type { Repository } from '../../store.ts';
import { connection, type PageArguments } from '../connection.ts';
import type { GraphQLContext, Resolved } from '../context.ts';
import { commitBySha, commitNode } from './commit.ts';
import { repositoryFields } from './repositoryFields.ts';

/** A branch, by its short or its full name. */
export function refByName(context: GraphQLContext, repository: Repository, name: string): Resolved | null {
  const { github } = context.world;
  const full = name.startsWith('refs/') ? name : `refs/heads/${name}`;
  const ref = github.refs.findBy('repo_id', repository.id).find((row) => row.ref === full);
  if (!ref) {
    return null;
  }
  return {
    __typename: 'Ref',
    id: ref.node_id,
    name: full.replace('refs/heads/', ''),
    prefix: 'refs/heads/',
    repository: repositoryFields(context, repository),
    refUpdateRule: () => {
      const required = requiredContexts(context.world, repository, full.replace('refs/heads/', ''));
      return required
        ? {
            __typename: 'RefUpdateRule',
            pattern: full.replace('refs/heads/', ''),
            requiredStatusCheckContexts: required,
            allowsDeletions: false,
            allowsForcePushes: false,
          }
        : null;
    },
    // The sample repository has no rulesets.
    rules: (page: PageArguments) => connection([], page),
    target: () => {
      const commit = commitBySha(context, repository, ref.sha);
      return commit ? commitNode(context, repository, commit) : null;
    },
  };
}
