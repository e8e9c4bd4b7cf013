import { requiredContexts } from '../../rest/protection.ts';
import { rulesetsOf } from '../../rest/rulesets.ts';
import type { Repository } from '../../store.ts';
import type { Ruleset } from '../../world.ts';
import { nodeId } from '../../nodeId.ts';
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
    rules: (page: PageArguments) =>
      connection(rulesetsOf(context.world, repository, full.replace('refs/heads/', '')).map(ruleNode), page),
    target: () => {
      const commit = commitBySha(context, repository, ref.sha);
      return commit ? commitNode(context, repository, commit) : null;
    },
  };
}

function ruleNode({ id, checks }: Ruleset): Resolved {
  return {
    __typename: 'RepositoryRule',
    id: nodeId('RepositoryRule', id),
    type: 'REQUIRED_STATUS_CHECKS',
    parameters: {
      __typename: 'RequiredStatusChecksParameters',
      requiredStatusChecks: checks.map(({ context, integration_id }) => ({
        __typename: 'StatusCheckConfiguration',
        context,
        integrationId: integration_id ?? null,
      })),
      strictRequiredStatusChecksPolicy: false,
    },
  };
}
