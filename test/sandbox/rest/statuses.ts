import { nodeId } from '../nodeId.ts';
import type { Repository } from '../store.ts';
import type { CommitStatus, World } from '../world.ts';
import { invalid } from './errors.ts';
import { repositoryUrl, simpleUser, time } from './represent.ts';
import { created, type Routes } from './respond.ts';

const repository = '/repos/:owner/:repo';
const states = ['error', 'failure', 'pending', 'success'] as const;

export const statusRoutes: Routes = {
  [`POST ${repository}/statuses/:sha`]: (call) => {
    const state = states.find((known) => known === call.text('state'));
    if (state === undefined) {
      throw invalid({ resource: 'Status', field: 'state', code: 'invalid' });
    }
    const found = call.writable;
    const status = call.world.extra.statuses.insert({
      repo_id: found.id,
      sha: call.commit(call.parameter('sha')),
      state,
      context: call.text('context') ?? 'default',
      description: call.text('description') ?? null,
      target_url: call.text('target_url') ?? null,
      creator_id: call.user.id,
    });
    return created(statusJson(call.world, found, status));
  },
  [`GET ${repository}/commits/:ref{.+}/statuses`]: (call) => {
    const sha = call.commit(call.parameter('ref'));
    const all = statusesOf(call.world, call.repository, sha).toReversed();
    return call.page(all, (status) => statusJson(call.world, call.repository, status));
  },
  [`GET ${repository}/commits/:ref{.+}/status`]: async (call) => {
    const { world } = call;
    const sha = call.commit(call.parameter('ref'));
    const latest = latestStatuses(world, call.repository, sha);
    const { slice, headers } = call.paginate(latest);
    const url = `${repositoryUrl(world, call.repository)}/commits/${sha}`;
    const body = {
      state: combined(latest),
      statuses: slice.map((status) => statusJson(world, call.repository, status)),
      sha,
      total_count: latest.length,
      repository: await world.ask(`/repos/${call.repository.full_name}`, call.user.login),
      commit_url: url,
      url: `${url}/status`,
    };
    return Response.json(body, { headers });
  },
};

/** The newest status of each context. */
export function latestStatuses(world: World, found: Repository, sha: string): CommitStatus[] {
  return [...new Map(statusesOf(world, found, sha).map((status) => [status.context, status])).values()];
}

function statusesOf(world: World, found: Repository, sha: string): CommitStatus[] {
  return world.extra.statuses.findBy('sha', sha).filter((status) => status.repo_id === found.id);
}

function combined(statuses: readonly CommitStatus[]): 'failure' | 'pending' | 'success' {
  if (statuses.some(({ state }) => state === 'failure' || state === 'error')) {
    return 'failure';
  }
  return statuses.length === 0 || statuses.some(({ state }) => state === 'pending') ? 'pending' : 'success';
}

function statusJson(world: World, found: Repository, status: CommitStatus): Record<string, unknown> {
  const creator = simpleUser(world, status.creator_id);
  return {
    url: `${repositoryUrl(world, found)}/statuses/${status.sha}`,
    avatar_url: creator?.['avatar_url'] ?? null,
    id: status.id,
    node_id: nodeId('StatusContext', status.id),
    state: status.state,
    description: status.description,
    target_url: status.target_url,
    context: status.context,
    created_at: time(status.created_at),
    updated_at: time(status.updated_at),
    creator,
  };
}
