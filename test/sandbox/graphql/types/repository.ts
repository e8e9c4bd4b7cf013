import { allowedMethods } from '../../rest/mergeRules.ts';
import { blobAt } from './blob.ts';
import { collaborators } from './collaborators.ts';
import { allDeployments, deploymentNode } from './deployment.ts';
import { permissionOf } from '../../rest/permissions.ts';
import { byNumber, type PullRequest, type Repository } from '../../store.ts';
import type { GraphQLContext, Resolved } from '../context.ts';
import { pageOf, type PageArguments } from '../connection.ts';
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
    object: async ({ oid, expression }: { oid?: string | null; expression?: string | null }) => {
      if (expression?.includes(':') === true) {
        return blobAt(context, repository, expression);
      }
      const name = oid ?? expression ?? '';
      const known = commitBySha(context, repository, name);
      const sha = known ? undefined : world.git.commit(repository.full_name, name);
      const commit = sha === undefined ? known : commitBySha(context, repository, sha);
      return commit ? commitNode(context, repository, commit) : null;
    },
    issue: ({ number }: { number: number }) => {
      const issue = byNumber(github.issues, repository, number);
      if (!issue || issue.is_pull_request) {
        throw notResolved(`an Issue with the number of ${number}`);
      }
      return issueNode(context, issue);
    },
    issueOrPullRequest: ({ number }: { number: number }) => {
      const issue = byNumber(github.issues, repository, number);
      const pull = byNumber(github.pullRequests, repository, number);
      if (!issue) {
        throw notResolved(`an issue or pull request with the number of ${number}`);
      }
      return pull ? pullRequestNode(context, repository, pull) : issueNode(context, issue);
    },
    collaborators: (page: PageArguments) => collaborators(context, repository, page),
    deployments: (page: PageArguments & DeploymentFilter) => {
      const wanted = allDeployments(context, repository, page.environments ?? undefined);
      return pageOf(page.orderBy?.direction === 'DESC' ? wanted.toReversed() : wanted, page, (deployment) =>
        deploymentNode(context, deployment),
      );
    },
    issues: (page: PageArguments & { states?: readonly string[] | null }) => {
      const issues = github.issues
        .findBy('repo_id', repository.id)
        .filter(
          (issue) => !issue.is_pull_request && (page.states?.includes(issue.state.toUpperCase()) ?? true),
        );
      return pageOf(issues, page, (issue) => issueNode(context, issue));
    },
    pullRequest: ({ number }: { number: number }) => {
      const pull = byNumber(github.pullRequests, repository, number);
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
      return pageOf(inOrder(pulls, page.orderBy), page, (pull) => pullRequestNode(context, repository, pull));
    },
  };
}

interface PullFilter {
  readonly states?: readonly string[] | null;
  readonly headRefName?: string | null;
  readonly baseRefName?: string | null;
  readonly orderBy?: Order | null;
}

interface DeploymentFilter {
  readonly environments?: readonly string[] | null;
  readonly orderBy?: Order | null;
}

/** Deployments are ordered by the time of their creation only, which is the order of the store. */
interface Order {
  readonly field: string;
  readonly direction: 'ASC' | 'DESC';
}

function inOrder(pulls: readonly PullRequest[], order: Order | null | undefined): readonly PullRequest[] {
  const ascending =
    order?.field === 'UPDATED_AT'
      ? pulls.toSorted((one, other) => Date.parse(one.updated_at) - Date.parse(other.updated_at))
      : pulls;
  return order?.direction === 'DESC' ? ascending.toReversed() : ascending;
}
