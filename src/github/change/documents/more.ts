import { checks, commits, deployments, deploymentStatuses, dismissals, files, reviews } from './lists.ts';
import { tidy } from './parts.ts';

/** The lists of a pull request that may go on beyond the first page. */
export type PagedList = 'commits' | 'files' | 'reviews' | 'dismissals' | 'checks' | 'deployments';

/** The next page of each list that is not at its end; the cursors are the host's own, handed back as they came. */
export function moreDocument(after: Readonly<Partial<Record<PagedList, string>>>): string {
  const from = (list: PagedList) => `after: ${JSON.stringify(after[list])}`;
  const ofHead = [
    after.checks === undefined
      ? ''
      : `checks: statusCheckRollup {\ncontexts(first: 100, ${from('checks')}) {${checks}\n}\n}`,
    after.deployments === undefined
      ? ''
      : `deployments(first: 50, ${from('deployments')}) {${deployments(deploymentStatuses)}\n}`,
  ].join('\n');
  return tidy(`query MoreOfChange($id: ID!) {
    node(id: $id) {
      ... on PullRequest {
        headRefOid
        ${after.commits === undefined ? '' : `commits(first: 100, ${from('commits')}) {${commits}\n}`}
        ${after.files === undefined ? '' : `files(first: 100, ${from('files')}) {${files}\n}`}
        ${after.reviews === undefined ? '' : `reviews(first: 100, ${from('reviews')}) {${reviews}\n}`}
        ${after.dismissals === undefined ? '' : `dismissals: timelineItems(first: 100, itemTypes: [REVIEW_DISMISSED_EVENT], ${from('dismissals')}) {${dismissals}\n}`}
        ${ofHead.trim() === '' ? '' : `head: commits(last: 1) {\nnodes {\ncommit {\noid\n${ofHead}\n}\n}\n}`}
      }
    }
  }`);
}

/** Deployments to an environment, the newest first, of whatever commit. */
export const deploymentsDocument =
  tidy(`query DeploymentsOfChange($owner: String!, $name: String!, $environment: String!, $after: String) {
  repository(owner: $owner, name: $name) {
    deployments(environments: [$environment], first: 100, after: $after, orderBy: { field: CREATED_AT, direction: DESC }) {
      ${deployments(deploymentStatuses)}
    }
  }
}`);
