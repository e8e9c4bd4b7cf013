import { nodeId } from '../../nodeId.ts';
import { time } from '../../rest/represent.ts';
import type { Repository } from '../../store.ts';
import type { Deployment, DeploymentStatus } from '../../world.ts';
import { connection, type PageArguments } from '../connection.ts';
import type { GraphQLContext, Resolved } from '../context.ts';
import { actorById } from './actor.ts';

export function deploymentNodes(context: GraphQLContext, repository: Repository, sha: string): Resolved[] {
  const { deployments } = context.world.extra;
  return deployments
    .findBy('sha', sha)
    .filter((deployment) => deployment.repo_id === repository.id)
    .map((deployment) => deploymentNode(context, deployment));
}

/** In the order of their creation. */
export function allDeployments(
  context: GraphQLContext,
  repository: Repository,
  environments: readonly string[] | undefined,
): Deployment[] {
  return context.world.extra.deployments
    .findBy('repo_id', repository.id)
    .filter(({ environment }) => environments?.includes(environment) ?? true);
}

export function deploymentNode(context: GraphQLContext, deployment: Deployment): Resolved {
  const statuses = context.world.extra.deploymentStatuses.findBy('deployment_id', deployment.id).toReversed();
  const latest = statuses[0];
  return {
    __typename: 'Deployment',
    id: nodeId('Deployment', deployment.id),
    databaseId: deployment.id,
    environment: deployment.environment,
    commitOid: deployment.sha,
    createdAt: time(deployment.created_at),
    updatedAt: time(latest?.created_at ?? deployment.updated_at),
    creator: actorById(context, deployment.creator_id),
    // A deployment that has succeeded is `ACTIVE`, not `SUCCESS`.
    state: latest ? (latest.state === 'success' ? 'ACTIVE' : latest.state.toUpperCase()) : 'PENDING',
    latestStatus: latest ? statusNode(context, latest) : null,
    statuses: (page: PageArguments) =>
      connection(
        statuses.map((status) => statusNode(context, status)),
        page,
      ),
  };
}

function statusNode(context: GraphQLContext, status: DeploymentStatus): Resolved {
  return {
    __typename: 'DeploymentStatus',
    id: nodeId('DeploymentStatus', status.id),
    state: status.state.toUpperCase(),
    description: status.description,
    environmentUrl: orNull(status.environment_url),
    logUrl: orNull(status.log_url),
    createdAt: time(status.created_at),
    updatedAt: time(status.updated_at),
    creator: actorById(context, status.creator_id),
  };
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}
