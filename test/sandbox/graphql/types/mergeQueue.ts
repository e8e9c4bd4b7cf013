import { time } from '../../rest/represent.ts';
import type { PullRequest } from '../../store.ts';
import type { GraphQLContext, Resolved } from '../context.ts';
import { actorById } from './actor.ts';

/** The place of a pull request in its merge queue; undefined when it is not in it. */
export function queueEntryOf(context: GraphQLContext, pull: PullRequest): Resolved | undefined {
  const entries = context.world.extra.mergeQueue.all();
  const index = entries.findIndex(({ pull_id }) => pull_id === pull.id);
  const entry = entries[index];
  return (
    entry && {
      __typename: 'MergeQueueEntry',
      id: `${pull.node_id}:queue`,
      position: index + 1,
      state: 'QUEUED',
      enqueuedAt: time(entry.created_at),
      enqueuer: actorById(context, entry.enqueuer_id),
      jump: false,
      solo: false,
    }
  );
}
