import { allowedMethods } from '../../rest/mergeRules.ts';
import { permissionOf } from '../../rest/permissions.ts';
import type { Repository } from '../../store.ts';
import type { GraphQLContext, Resolved } from '../context.ts';
import { connection, type PageArguments } from '../connection.ts';
import { notResolved } from '../errors.ts';
import { issueNode } from './issue.ts';
import { pullRequestNode } from './pullRequest.ts';
import { repositoryFields } from './repositoryFields.ts';
import { refByName } from './ref.ts';
import { commitNode, commitBySha } from './commit.ts';

export function repositoryNode(context: GraphQLContext, repository: Repository): Resolved {
  const { world, viewer } = context;
  const { github } = world;
  return {
    ...repositoryFields(context, repository),
    mergeCommitAllowed: allowedMethods(repository).merge,
    squashMergeAllowed: allowedMethods(repository).squash,
    rebaseMergeAllowed: allowedMethods(repository).rebase,
    viewerDefaultMergeMethod: 'MERGE',
    viewerPermission: permissionOf(world, repository, viewer).toUpperCase(),
    ref: ({ qualifiedName }: { qualifiedName: string }) => refByName(context, repository, qualifiedName),
    defaultBranchRef: () => refByName(context, repository, repository.default_branch),
    object: ({ oid, expression }: { oid?: string | null; expression?: string | null }) => {
      const sha = world.git.commit(repository.full_name, oid ?? expression ?? '');
      const commit = sha === undefined ? undefined : commitBySha(context, repository, sha);
      return commit ? commitNode(context, repository, commit) : null;
    },
    issue: ({ number }: { number: number }) => {
      const issue = github.issues.findBy('repo_id', repository.id).find((row) => row.number === number);
      if (!issue || issue.is_pull_request) {
        throw notResolved(`an Issue with the number of ${number}`);
      }
      return issueNode(context, issue);
    },
    issues: (page: PageArguments & { states?: readonly string[] | null }) => {
      const issues = github.issues
        .findBy('repo_id', repository.id)
        .filter(
          (issue) => !issue.is_pull_request && (page.states?.includes(issue.state.toUpperCase()) ?? true),
        );
      return connection(
        issues.map((issue) => issueNode(context, issue)),
        page,
      );
    },
    pullRequest: ({ number }: { number: number }) => {
      const pull = github.pullRequests.findBy('repo_id', repository.id).find((row) => row.number === number);
      if (!pull) {
        throw notResolved(`a PullRequest with the number of ${number}`);
      }
      return pullRequestNode(context, repository, pull);
    },
    pullRequests: (page: PageArguments & PullFilter) => {
      const pulls = github.pullRequests.findBy('repo_id', repository.id).filter((pull) => {
        const state = pull.merged ? 'MERGED' : pull.state.toUpperCase();
        return (
          (page.states?.includes(state) ?? true) &&
          (page.headRefName == null || page.headRefName === pull.head_ref) &&
          (page.baseRefName == null || page.baseRefName === pull.base_ref)
        );
      });
      return connection(
        pulls.map((pull) => pullRequestNode(context, repository, pull)),
        page,
      );
    },
  };
}

interface PullFilter {
  readonly states?: readonly string[] | null;
  readonly headRefName?: string | null;
  readonly baseRefName?: string | null;
}
