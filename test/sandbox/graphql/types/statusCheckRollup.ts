import { latestStatuses } from '../../rest/statuses.ts';
import type { Repository } from '../../store.ts';
import { nodeId } from '../../nodeId.ts';
import { connection, type PageArguments } from '../connection.ts';
import type { GraphQLContext, Resolved } from '../context.ts';
import { time } from '../../rest/represent.ts';

const failures = ['FAILURE', 'ERROR', 'TIMED_OUT', 'CANCELLED', 'ACTION_REQUIRED', 'STARTUP_FAILURE'];

interface CheckContext extends Resolved {
  /** A status's state or a check run's conclusion; null while it runs. */
  readonly outcome: string | null;
}

/** Check runs and commit statuses of a commit as one; null when there are none. */
export function statusCheckRollup(
  context: GraphQLContext,
  repository: Repository,
  sha: string,
): Resolved | null {
  const contexts = [...checkRuns(context, repository, sha), ...statuses(context, repository, sha)];
  if (contexts.length === 0) {
    return null;
  }
  const outcomes = contexts.map(({ outcome }) => outcome);
  const failed = outcomes.some((outcome) => outcome !== null && failures.includes(outcome));
  const pending = outcomes.some(
    (outcome) => outcome === null || outcome === 'PENDING' || outcome === 'EXPECTED',
  );
  return {
    __typename: 'StatusCheckRollup',
    id: nodeId(`StatusCheckRollup:${sha}:`, repository.id),
    state: failed ? 'FAILURE' : pending ? 'PENDING' : 'SUCCESS',
    contexts: (page: PageArguments) => connection(contexts, page),
  };
}

function checkRuns({ world }: GraphQLContext, repository: Repository, sha: string): CheckContext[] {
  const runs = world.github.checkRuns.findBy('head_sha', sha).filter((run) => run.repo_id === repository.id);
  const latest = [...new Map(runs.map((run) => [run.name, run])).values()];
  return latest.map((run) => ({
    __typename: 'CheckRun',
    outcome: run.conclusion?.toUpperCase() ?? null,
    id: run.node_id,
    databaseId: run.id,
    name: run.name,
    status: run.status.toUpperCase(),
    conclusion: run.conclusion?.toUpperCase() ?? null,
    detailsUrl: run.details_url,
    startedAt: time(run.started_at),
    completedAt: time(run.completed_at),
    // Who made it, the emulator does not keep: as a check of an app that is no workflow.
    checkSuite: {
      __typename: 'CheckSuite',
      id: `${run.node_id}:suite`,
      app: null,
      workflowRun: null,
      createdAt: time(run.started_at ?? run.created_at),
    },
    isRequired: false,
  }));
}

function statuses({ world }: GraphQLContext, repository: Repository, sha: string): CheckContext[] {
  return latestStatuses(world, repository, sha).map((status) => ({
    __typename: 'StatusContext',
    outcome: status.state.toUpperCase(),
    id: nodeId('StatusContext', status.id),
    context: status.context,
    state: status.state.toUpperCase(),
    description: status.description,
    targetUrl: status.target_url,
    createdAt: time(status.created_at),
    isRequired: false,
  }));
}
