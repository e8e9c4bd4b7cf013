import { nodeId } from '../nodeId.ts';
import type { Repository } from '../store.ts';
import type { Deployment, DeploymentState, DeploymentStatus, World } from '../world.ts';
import type { Call } from './call.ts';
import { invalid, notFound } from './errors.ts';
import { repositoryUrl, simpleUser, time } from './represent.ts';
import { created, type Routes } from './respond.ts';

const deployments = '/repos/:owner/:repo/deployments';
const one = `${deployments}/:deployment`;

const states: readonly DeploymentState[] = [
  'error',
  'failure',
  'inactive',
  'in_progress',
  'queued',
  'pending',
  'success',
];

export const deploymentRoutes: Routes = {
  [`POST ${deployments}`]: (call) => created(deploymentJson(call.world, call.repository, deploy(call))),
  [`GET ${deployments}`]: (call) => {
    const wanted = ['sha', 'ref', 'task', 'environment'] as const;
    const found = call.world.extra.deployments
      .findBy('repo_id', call.repository.id)
      .filter((deployment) =>
        wanted.every((name) => !call.query.has(name) || call.query.get(name) === deployment[name]),
      );
    return call.page(found.toReversed(), (deployment) =>
      deploymentJson(call.world, call.repository, deployment),
    );
  },
  [`GET ${one}`]: (call) => deploymentJson(call.world, call.repository, find(call)),
  [`POST ${one}/statuses`]: (call) =>
    created(statusJson(call.world, call.repository, report(call, find(call)))),
  [`GET ${one}/statuses`]: (call) => {
    const found = call.world.extra.deploymentStatuses.findBy('deployment_id', find(call).id);
    return call.page(found.toReversed(), (status) => statusJson(call.world, call.repository, status));
  },
};

function find(call: Call): Deployment {
  const deployment = call.world.extra.deployments.get(call.number('deployment'));
  if (deployment?.repo_id !== call.repository.id) {
    throw notFound();
  }
  return deployment;
}

function deploy(call: Call): Deployment {
  const repository = call.writable;
  const ref = call.text('ref') ?? '';
  const environment = call.text('environment') ?? 'production';
  return call.world.extra.deployments.insert({
    repo_id: repository.id,
    sha: call.commit(ref),
    ref,
    task: call.text('task') ?? 'deploy',
    payload: (call.body['payload'] as Deployment['payload'] | undefined) ?? {},
    environment,
    description: call.text('description') ?? null,
    transient_environment: call.body['transient_environment'] === true,
    production_environment: call.body['production_environment'] === true || environment === 'production',
    creator_id: call.user.id,
  });
}

function report(call: Call, deployment: Deployment): DeploymentStatus {
  const state = states.find((known) => known === call.text('state'));
  if (!state) {
    throw invalid({ resource: 'DeploymentStatus', field: 'state', code: 'invalid' });
  }
  const environment = call.text('environment') ?? deployment.environment;
  const status = call.world.extra.deploymentStatuses.insert({
    deployment_id: deployment.id,
    state,
    description: call.text('description') ?? '',
    environment,
    log_url: call.text('log_url') ?? call.text('target_url') ?? '',
    environment_url: call.text('environment_url') ?? '',
    creator_id: call.user.id,
  });
  if (state === 'success' && call.body['auto_inactive'] !== false) {
    retireOthers(call, deployment);
  }
  return status;
}

/** A success makes the earlier successes of the same environment inactive, as GitHub does by default. */
function retireOthers(call: Call, deployment: Deployment): void {
  const { deployments: all, deploymentStatuses } = call.world.extra;
  for (const other of all.findBy('repo_id', deployment.repo_id)) {
    const latest = deploymentStatuses.findBy('deployment_id', other.id).at(-1);
    const replaced = other.id !== deployment.id && other.environment === deployment.environment;
    if (
      replaced &&
      latest?.state === 'success' &&
      !other.transient_environment &&
      !other.production_environment
    ) {
      const { description, environment, log_url, environment_url, creator_id } = latest;
      deploymentStatuses.insert({
        deployment_id: other.id,
        state: 'inactive',
        ...{ description, environment, log_url, environment_url, creator_id },
      });
    }
  }
}

function deploymentJson(
  world: World,
  repository: Repository,
  deployment: Deployment,
): Record<string, unknown> {
  const url = `${repositoryUrl(world, repository)}/deployments/${deployment.id}`;
  return {
    url,
    id: deployment.id,
    node_id: nodeId('Deployment', deployment.id),
    sha: deployment.sha,
    ref: deployment.ref,
    task: deployment.task,
    payload: deployment.payload,
    original_environment: deployment.environment,
    environment: deployment.environment,
    description: deployment.description,
    creator: simpleUser(world, deployment.creator_id),
    created_at: time(deployment.created_at),
    updated_at: time(deployment.updated_at),
    statuses_url: `${url}/statuses`,
    repository_url: repositoryUrl(world, repository),
    transient_environment: deployment.transient_environment,
    production_environment: deployment.production_environment,
  };
}

function statusJson(world: World, repository: Repository, status: DeploymentStatus): Record<string, unknown> {
  const url = `${repositoryUrl(world, repository)}/deployments/${status.deployment_id}`;
  return {
    url: `${url}/statuses/${status.id}`,
    id: status.id,
    node_id: nodeId('DeploymentStatus', status.id),
    state: status.state,
    creator: simpleUser(world, status.creator_id),
    description: status.description,
    environment: status.environment,
    target_url: status.log_url,
    log_url: status.log_url,
    environment_url: status.environment_url,
    created_at: time(status.created_at),
    updated_at: time(status.updated_at),
    deployment_url: url,
    repository_url: repositoryUrl(world, repository),
  };
}
