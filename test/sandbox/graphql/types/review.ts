import { time } from '../../rest/represent.ts';
import { membersOf } from '../../rest/teams.ts';
import type { PullRequest, Repository, Review } from '../../store.ts';
import { connection, type PageArguments } from '../connection.ts';
import type { GraphQLContext, Resolved } from '../context.ts';
import { actorById, teamNode } from './actor.ts';
import { commitBySha, commitNode } from './commit.ts';

/** The reviews of a pull request that the viewer may see: nobody sees the drafts of others. */
export function reviewsOf({ world, viewer }: GraphQLContext, pull: PullRequest): Review[] {
  return world.github.reviews
    .findBy('pull_number', pull.number)
    .filter((review) => review.repo_id === pull.repo_id)
    .filter((review) => review.state !== 'PENDING' || review.user_id === viewer.id);
}

export function reviewNode(
  context: GraphQLContext,
  repository: Repository,
  pull: PullRequest,
  review: Review,
): Resolved {
  const { world } = context;
  return {
    __typename: 'PullRequestReview',
    id: review.node_id,
    databaseId: review.id,
    author: actorById(context, review.user_id),
    body: review.body ?? '',
    state: review.state,
    url: `${world.url}/${repository.full_name}/pull/${pull.number}#pullrequestreview-${review.id}`,
    createdAt: time(review.created_at),
    updatedAt: time(review.updated_at),
    submittedAt: time(review.submitted_at),
    commit: () => {
      const commit = commitBySha(context, repository, review.commit_id);
      return commit ? commitNode(context, repository, commit) : null;
    },
    onBehalfOf: (page: PageArguments) => connection(teamsOf(context, pull, review), page),
  };
}

/** The teams that were asked to review and that the author is in. */
function teamsOf(context: GraphQLContext, pull: PullRequest, review: Review): Resolved[] {
  const { world } = context;
  return world.extra.reviewRequests.findBy('pull_id', pull.id).flatMap(({ team_id }) => {
    const team = world.github.teams.get(team_id);
    const isMember = team && membersOf(world, team).some(({ user }) => user.id === review.user_id);
    return isMember === true ? [teamNode(context, team)] : [];
  });
}
