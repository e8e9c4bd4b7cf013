import { nodeId } from '../../nodeId.ts';
import { time } from '../../rest/represent.ts';
import type { PullRequest, Repository } from '../../store.ts';
import { connection, type PageArguments } from '../connection.ts';
import type { GraphQLContext, Resolved } from '../context.ts';
import { actorById } from './actor.ts';
import { commitBySha, commitNode } from './commit.ts';
import { pullRequestCommits } from './pullRequestCommit.ts';
import { reviewNode, reviewsOf } from './review.ts';

export interface TimelineArguments extends PageArguments {
  /** Such as `PULL_REQUEST_REVIEW`. */
  readonly itemTypes?: readonly string[] | null;
}

interface Event {
  readonly at: string;
  readonly type: string;
  readonly node: Resolved;
}

/** Commits, reviews, dismissals, comments and the merge, in the order of their times. */
export function timelineItems(
  context: GraphQLContext,
  repository: Repository,
  pull: PullRequest,
  { itemTypes, ...page }: TimelineArguments,
): Resolved {
  const wanted = (...types: readonly string[]) =>
    itemTypes == null || types.some((type) => itemTypes.includes(type));
  const events = [
    ...(wanted('PULL_REQUEST_COMMIT') ? commitEvents(context, repository, pull) : []),
    ...(wanted('PULL_REQUEST_REVIEW', 'REVIEW_DISMISSED_EVENT')
      ? reviewEvents(context, repository, pull)
      : []),
    ...(wanted('ISSUE_COMMENT') ? commentEvents(context, pull) : []),
    ...(wanted('MERGED_EVENT') ? mergeEvents(context, repository, pull) : []),
  ].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const nodes = events.filter(({ type }) => wanted(type)).map(({ node }) => node);
  return {
    ...connection(nodes, page),
    filteredCount: nodes.length,
    pageCount: nodes.length,
    updatedAt: time(pull.updated_at),
  };
}

function commitEvents(context: GraphQLContext, repository: Repository, pull: PullRequest): Event[] {
  return pullRequestCommits(context, repository, pull).map((node) => ({
    at: node.commit.committedDate,
    type: 'PULL_REQUEST_COMMIT',
    node,
  }));
}

function reviewEvents(context: GraphQLContext, repository: Repository, pull: PullRequest): Event[] {
  const { dismissals } = context.world.extra;
  return reviewsOf(context, pull).flatMap((review) => {
    const node = reviewNode(context, repository, pull, review);
    const submitted = { at: review.submitted_at ?? review.created_at, type: 'PULL_REQUEST_REVIEW', node };
    const dismissed = dismissals.findBy('review_id', review.id).map((dismissal) => ({
      at: dismissal.created_at,
      type: 'REVIEW_DISMISSED_EVENT',
      node: {
        __typename: 'ReviewDismissedEvent',
        id: nodeId('ReviewDismissedEvent', dismissal.id),
        databaseId: dismissal.id,
        actor: actorById(context, dismissal.actor_id),
        createdAt: time(dismissal.created_at),
        dismissalMessage: dismissal.message,
        previousReviewState: dismissal.previous_state,
        review: node,
      },
    }));
    return [submitted, ...dismissed];
  });
}

function commentEvents(context: GraphQLContext, pull: PullRequest): Event[] {
  return context.world.github.comments
    .findBy('repo_id', pull.repo_id)
    .filter((comment) => comment.comment_type === 'issue' && comment.issue_number === pull.number)
    .map((comment) => ({
      at: comment.created_at,
      type: 'ISSUE_COMMENT',
      node: {
        __typename: 'IssueComment',
        id: comment.node_id,
        databaseId: comment.id,
        body: comment.body,
        createdAt: time(comment.created_at),
        updatedAt: time(comment.updated_at),
        author: actorById(context, comment.user_id),
      },
    }));
}

function mergeEvents(context: GraphQLContext, repository: Repository, pull: PullRequest): Event[] {
  const commit = commitBySha(context, repository, pull.merge_commit_sha ?? '');
  if (pull.merged_at === null || !commit) {
    return [];
  }
  const node = {
    __typename: 'MergedEvent',
    id: `${pull.node_id}:merged`,
    actor: actorById(context, pull.merged_by_id),
    createdAt: time(pull.merged_at),
    mergeRefName: pull.base_ref,
    commit: commitNode(context, repository, commit),
  };
  return [{ at: pull.merged_at, type: 'MERGED_EVENT', node }];
}
