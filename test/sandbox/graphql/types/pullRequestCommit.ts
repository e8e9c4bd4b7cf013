import { commitsBetween } from '../../git/pulls.ts';
import type { PullRequest, Repository } from '../../store.ts';
import type { GraphQLContext, Resolved } from '../context.ts';
import { commitBySha, commitNode, type CommitNode } from './commit.ts';

interface PullRequestCommit extends Resolved {
  readonly commit: CommitNode;
}

/** The commits of a pull request as nodes of their own, oldest first. */
export function pullRequestCommits(
  context: GraphQLContext,
  repository: Repository,
  pull: PullRequest,
): PullRequestCommit[] {
  return commitsBetween(context.world, repository, pull.base_sha, pull.head_sha).flatMap((sha) => {
    const commit = commitBySha(context, repository, sha);
    const id = `${pull.node_id}:${sha}`;
    return commit
      ? [{ __typename: 'PullRequestCommit', id, commit: commitNode(context, repository, commit) }]
      : [];
  });
}
