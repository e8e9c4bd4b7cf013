import { changedFiles } from '../../git/pulls.ts';
import { closingNumbers } from '../../rest/closing.ts';
import { mergeHeadline } from '../../rest/pulls.ts';
import { nodeId } from '../../nodeId.ts';
import { time } from '../../rest/represent.ts';
import { byNumber, type PullRequest, type Repository } from '../../store.ts';
import { connection, type PageArguments } from '../connection.ts';
import type { GraphQLContext, Resolved } from '../context.ts';
import { actorById, teamNode } from './actor.ts';
import { commitBySha, commitNode } from './commit.ts';
import { queueEntryOf } from './mergeQueue.ts';
import { issueNode, labelNodes } from './issue.ts';
import { refByName } from './ref.ts';
import { repositoryFields } from './repositoryFields.ts';
import { pullRequestCommits } from './pullRequestCommit.ts';
import { reviewNode, reviewsOf } from './review.ts';
import { statusCheckRollup } from './statusCheckRollup.ts';
import { timelineItems, type TimelineArguments } from './timeline.ts';

export function pullRequestNode(
  context: GraphQLContext,
  repository: Repository,
  pull: PullRequest,
): Resolved {
  const { world } = context;
  const from = world.github.repos.get(pull.head_repo_id);
  const mergeCommit = commitBySha(context, repository, pull.merge_commit_sha ?? '');
  return {
    __typename: 'PullRequest',
    id: pull.node_id,
    databaseId: pull.id,
    number: pull.number,
    title: pull.title,
    body: pull.body ?? '',
    url: `${world.url}/${repository.full_name}/pull/${pull.number}`,
    author: actorById(context, pull.user_id),
    createdAt: time(pull.created_at),
    updatedAt: time(pull.updated_at),
    isDraft: pull.draft,
    state: pull.merged ? 'MERGED' : pull.state.toUpperCase(),
    closed: pull.state === 'closed',
    closedAt: time(pull.closed_at),
    merged: pull.merged,
    mergedAt: time(pull.merged_at),
    mergedBy: actorById(context, pull.merged_by_id),
    mergeCommit: mergeCommit ? commitNode(context, repository, mergeCommit) : null,
    mergeable: pull.mergeable === null ? 'UNKNOWN' : pull.mergeable ? 'MERGEABLE' : 'CONFLICTING',
    headRefName: pull.head_ref,
    headRefOid: pull.head_sha,
    baseRefName: pull.base_ref,
    baseRefOid: pull.base_sha,
    headRef: () => (from ? refByName(context, from, pull.head_ref) : null),
    baseRef: () => refByName(context, repository, pull.base_ref),
    isCrossRepository: pull.head_repo_id !== pull.base_repo_id,
    headRepository: from ? repositoryFields(context, from) : null,
    headRepositoryOwner: from ? repositoryFields(context, from)['owner'] : null,
    repository: repositoryFields(context, repository),
    lastEditedAt: time(editsOf(context, pull)[0]?.created_at ?? null),
    userContentEdits: (page: PageArguments) =>
      connection(
        editsOf(context, pull).map((edit) => ({
          __typename: 'UserContentEdit',
          id: nodeId('UserContentEdit', edit.id),
          createdAt: time(edit.created_at),
          updatedAt: time(edit.created_at),
          editedAt: time(edit.created_at),
          editor: actorById(context, edit.editor_id),
          // The whole text, whatever the name says.
          diff: edit.text,
          deletedAt: null,
          deletedBy: null,
        })),
        page,
      ),
    assignees: (page: PageArguments) =>
      connection(
        pull.assignee_ids.map((id) => actorById(context, id)),
        page,
      ),
    additions: pull.additions,
    deletions: pull.deletions,
    changedFiles: pull.changed_files,
    viewerMergeHeadlineText: ({ mergeType }: { mergeType?: 'MERGE' | 'SQUASH' | 'REBASE' | null }) =>
      mergeHeadline(world, pull, mergeType === 'SQUASH' ? 'squash' : 'merge'),
    isMergeQueueEnabled: world.mergeRules.queue,
    isInMergeQueue: () => queueEntryOf(context, pull) !== undefined,
    mergeQueueEntry: () => queueEntryOf(context, pull) ?? null,
    // No branch protection asks for reviews.
    reviewDecision: null,
    labels: (page: PageArguments) => connection(labelNodes(context, pull.label_ids), page),
    statusCheckRollup: () => statusCheckRollup(context, repository, pull.head_sha),
    closingIssuesReferences: (page: PageArguments) =>
      connection(closingIssues(context, repository, pull), page),
    reviewRequests: (page: PageArguments) => connection(reviewRequests(context, pull), page),
    reviews: (page: PageArguments & { states?: readonly string[] | null; author?: string | null }) => {
      const reviews = reviewsOf(context, pull).filter(
        (review) => page.states?.includes(review.state) ?? true,
      );
      return connection(
        reviews.map((review) => reviewNode(context, repository, pull, review)),
        page,
      );
    },
    latestReviews: (page: PageArguments) => {
      const byOthers = reviewsOf(context, pull).filter((review) => review.user_id !== pull.user_id);
      const latest = [...new Map(byOthers.map((review) => [review.user_id, review])).values()];
      return connection(
        latest.map((review) => reviewNode(context, repository, pull, review)),
        page,
      );
    },
    commits: (page: PageArguments) => connection(pullRequestCommits(context, repository, pull), page),
    files: (page: PageArguments) => connection(files(context, repository, pull), page),
    timelineItems: (page: TimelineArguments) => timelineItems(context, repository, pull, page),
  };
}

function files({ world }: GraphQLContext, repository: Repository, pull: PullRequest): Resolved[] {
  const types = { added: 'ADDED', removed: 'DELETED', modified: 'MODIFIED', renamed: 'RENAMED' } as const;
  return changedFiles(world, repository, pull.base_sha, pull.head_sha).map((file) => ({
    __typename: 'PullRequestChangedFile',
    path: file.path,
    additions: file.additions,
    deletions: file.deletions,
    changeType: types[file.status],
  }));
}

/** The newest first. */
function editsOf({ world }: GraphQLContext, pull: PullRequest) {
  return world.extra.contentEdits.findBy('pull_id', pull.id).toReversed();
}

function closingIssues(context: GraphQLContext, repository: Repository, pull: PullRequest): Resolved[] {
  // The keywords work only towards the default branch.
  const numbers = pull.base_ref === repository.default_branch ? closingNumbers(pull.body) : [];
  return [...new Set(numbers)]
    .toSorted((one, other) => one - other)
    .flatMap((number) => byNumber(context.world.github.issues, repository, number) ?? [])
    .filter((issue) => !issue.is_pull_request)
    .map((issue) => issueNode(context, issue));
}

function reviewRequests(context: GraphQLContext, pull: PullRequest): Resolved[] {
  const users = pull.requested_reviewer_ids.map((id) => actorById(context, id));
  const teams = pull.requested_team_ids.map((id) => {
    const team = context.world.github.teams.get(id);
    return team ? teamNode(context, team) : null;
  });
  return [...users, ...teams].map((requestedReviewer, index) => ({
    __typename: 'ReviewRequest',
    id: `${pull.node_id}:request:${index}`,
    requestedReviewer,
  }));
}
