import { GitHubError } from '../rest/errors.ts';
import { levels, permissionOf } from '../rest/permissions.ts';
import { createRef } from '../rest/refs.ts';
import type { Repository } from '../store.ts';
import type { GraphQLContext, Resolved } from './context.ts';
import { notResolved, typedError } from './errors.ts';
import { movedOnBoard, type MoveInput } from './types/board.ts';
import { issueNode } from './types/issue.ts';
import { queueEntryOf } from './types/mergeQueue.ts';
import { linkedBranchId, linkedBranchNode } from './types/linkedBranch.ts';
import { pullRequestNode } from './types/pullRequest.ts';

interface CreateLinkedBranchInput {
  readonly issueId: string;
  readonly oid: string;
  readonly name?: string | null;
  readonly repositoryId?: string | null;
  readonly clientMutationId?: string | null;
}

/** The fields of GitHub's `Mutation` that the sandbox answers. */
export const mutations = {
  /**
   * Makes a branch and links it to an issue. When a branch of that name is there already, GitHub links nothing
   * and answers `linkedBranch: null`, without an error.
   */
  createLinkedBranch: ({ input }: { input: CreateLinkedBranchInput }, context: GraphQLContext): Resolved => {
    const { github, extra } = context.world;
    const issue = github.issues
      .all()
      .find(({ node_id, is_pull_request }) => node_id === input.issueId && !is_pull_request);
    const repositoryOfIssue = github.repos.get(issue?.repo_id ?? 0);
    const repository =
      input.repositoryId != null
        ? github.repos.all().find(({ node_id }) => node_id === input.repositoryId)
        : repositoryOfIssue;
    if (!issue || !repository) {
      throw notResolved(
        `a node with the global id of '${issue ? (input.repositoryId ?? '') : input.issueId}'`,
      );
    }
    requireWrite(context, repository, 'CreateLinkedBranch');
    const name = input.name ?? `${issue.number}-${slug(issue.title)}`;
    const issueField = issueNode(context, issue);
    const clientMutationId = input.clientMutationId ?? null;
    if (!makeBranch(context, repository, name, input.oid)) {
      return { clientMutationId, issue: issueField, linkedBranch: null };
    }
    const link = extra.linkedBranches.insert({ issue_id: issue.id, repo_id: repository.id, name });
    return { clientMutationId, issue: issueField, linkedBranch: linkedBranchNode(context, link) };
  },

  /** Puts a pull request at the end of the merge queue; the queue itself does not move in the sandbox. */
  enqueuePullRequest: (
    {
      input,
    }: {
      input: {
        readonly pullRequestId: string;
        readonly expectedHeadOid?: string | null;
        readonly clientMutationId?: string | null;
      };
    },
    context: GraphQLContext,
  ): Resolved => {
    const { github, extra, mergeRules } = context.world;
    const pull = github.pullRequests.all().find(({ node_id }) => node_id === input.pullRequestId);
    const repository = pull && github.repos.get(pull.repo_id);
    if (!pull || !repository) {
      throw notResolved(`a node with the global id of '${input.pullRequestId}'`);
    }
    requireWrite(context, repository, 'EnqueuePullRequest');
    if (input.expectedHeadOid != null && input.expectedHeadOid !== pull.head_sha) {
      throw typedError('UNPROCESSABLE', `The head of the pull request is not ${input.expectedHeadOid}`);
    }
    if (!mergeRules.queue || pull.state !== 'open') {
      throw typedError('UNPROCESSABLE', 'The pull request cannot be added to a merge queue');
    }
    if (queueEntryOf(context, pull)) {
      throw typedError('UNPROCESSABLE', 'The pull request is already in the queue');
    }
    extra.mergeQueue.insert({ pull_id: pull.id, enqueuer_id: context.viewer.id });
    return { clientMutationId: input.clientMutationId ?? null, mergeQueueEntry: queueEntryOf(context, pull) };
  },

  /** Removes the link; the branch stays. */
  deleteLinkedBranch: (
    { input }: { input: { readonly linkedBranchId: string; readonly clientMutationId?: string | null } },
    context: GraphQLContext,
  ): Resolved => {
    const { github, extra } = context.world;
    const link = extra.linkedBranches
      .all()
      .find((candidate) => linkedBranchId(candidate) === input.linkedBranchId);
    const issue = link && github.issues.get(link.issue_id);
    const repository = link && github.repos.get(link.repo_id);
    if (!link || !issue || !repository) {
      throw notResolved(`a node with the global id of '${input.linkedBranchId}'`);
    }
    requireWrite(context, repository, 'DeleteLinkedBranch');
    extra.linkedBranches.delete(link.id);
    return { clientMutationId: input.clientMutationId ?? null, issue: issueNode(context, issue) };
  },

  /** Moves an issue on the board; for whoever may write to its repository. */
  updateProjectV2ItemFieldValue: ({ input }: { input: MoveInput }, context: GraphQLContext): Resolved => {
    const { github, extra } = context.world;
    const moved = movedOnBoard(context, input);
    const repository = moved && github.repos.get(moved.issue.repo_id);
    if (!moved || !repository) {
      throw notResolved(`a node with the global id of '${input.itemId}'`);
    }
    requireWrite(context, repository, 'UpdateProjectV2ItemFieldValue');
    const { issue, option } = moved;
    const before = extra.boardStatuses.findOneBy('issue_id', issue.id);
    if (before) {
      extra.boardStatuses.update(before.id, { option });
    } else {
      extra.boardStatuses.insert({ issue_id: issue.id, option });
    }
    const item = { __typename: 'ProjectV2Item', id: input.itemId };
    return { clientMutationId: input.clientMutationId ?? null, projectV2Item: item };
  },

  /** For the author, and for whoever may write. */
  markPullRequestReadyForReview: (
    { input }: { input: { readonly pullRequestId: string; readonly clientMutationId?: string | null } },
    context: GraphQLContext,
  ): Resolved => {
    const { github } = context.world;
    const pull = github.pullRequests.all().find(({ node_id }) => node_id === input.pullRequestId);
    const repository = pull && github.repos.get(pull.repo_id);
    if (!pull || !repository) {
      throw notResolved(`a node with the global id of '${input.pullRequestId}'`);
    }
    if (pull.user_id !== context.viewer.id) {
      requireWrite(context, repository, 'MarkPullRequestReadyForReview');
    }
    const ready = github.pullRequests.update(pull.id, { draft: false }) ?? pull;
    return {
      clientMutationId: input.clientMutationId ?? null,
      pullRequest: pullRequestNode(context, repository, ready),
    };
  },
};

function requireWrite({ world, viewer }: GraphQLContext, repository: Repository, mutation: string): void {
  if (levels.indexOf(permissionOf(world, repository, viewer)) < levels.indexOf('write')) {
    throw typedError(
      'FORBIDDEN',
      `${viewer.login} does not have the correct permissions to execute \`${mutation}\``,
    );
  }
}

/** False when the name is taken. */
function makeBranch({ world }: GraphQLContext, repository: Repository, name: string, oid: string): boolean {
  try {
    createRef(world, repository, `refs/heads/${name}`, oid);
    return true;
  } catch (error) {
    if (error instanceof GitHubError && error.message === 'Reference already exists') {
      return false;
    }
    throw error instanceof GitHubError ? typedError('UNPROCESSABLE', error.message) : error;
  }
}

function slug(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
