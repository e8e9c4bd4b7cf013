import { tidy } from './parts.ts';
import { mergedPullRequest, requiredChecks } from './pullRequest.ts';
import { people, procedureOf, repositoryFields } from './repository.ts';

/**
 * What the merged changes of a repository have in common.
 *
 * @param baseBranch whether they are merged into another branch than the default one.
 */
export function auditedRepositoryDocument(baseBranch: boolean): string {
  const base = baseBranch
    ? `required: ref(qualifiedName: $baseRef) {\n${requiredChecks}\n}`
    : `required: defaultBranchRef {\n${requiredChecks}\n}`;
  return tidy(`query AuditedRepository($owner: String!, $name: String!${baseBranch ? ', $baseRef: String!, $procedureOnBase: String!' : ''}) {
    viewer {
      login
    }
    repository(owner: $owner, name: $name) {
      ${repositoryFields}
      ${procedureOf(baseBranch, 'oid\nisTruncated\ntext')}
      ${people}
      ${base}
    }
  }`);
}

/** Where the procedure file is, as of a commit. */
const procedureAt = (commit: string) => JSON.stringify(`${commit}:.github/change-procedure.yml`);

/**
 * Merged pull requests in full, and which procedure file each was merged under; their keys end with their places.
 *
 * They share a fragment: written out, thirty of them would be a long text. No field of it is the only one.
 */
export function mergedChangesDocument(
  wanted: readonly { readonly number: number; readonly onto: string | undefined }[],
): string {
  const changes = wanted.map(
    ({ number, onto }, at) => `change${at}: pullRequest(number: ${number}) {
      ...MergedChange
    }
    ${onto === undefined ? '' : `rules${at}: object(expression: ${procedureAt(onto)}) {\n... on Blob {\noid\n}\n}`}`,
  );
  return tidy(`query MergedChanges($owner: String!, $name: String!) {
    repository(owner: $owner, name: $name) {
      ${changes.join('\n')}
    }
  }
  fragment MergedChange on PullRequest {
    ${mergedPullRequest}
  }`);
}

/** The texts of procedure files, each as of a commit; their keys end with their places. */
export function procedureTextsDocument(commits: readonly string[]): string {
  return tidy(`query Procedures($owner: String!, $name: String!) {
    repository(owner: $owner, name: $name) {
      ${commits.map((commit, at) => `rules${at}: object(expression: ${procedureAt(commit)}) {\n... on Blob {\noid\nisTruncated\ntext\n}\n}`).join('\n')}
    }
  }`);
}

/** The pull requests of commits; their keys end with their places. */
export function broughtByDocument(commits: readonly string[]): string {
  const asked = commits.map(
    (sha, at) => `commit${at}: object(oid: ${JSON.stringify(sha)}) {
      ... on Commit {
        brought: associatedPullRequests(first: 5) {
          totalCount
          nodes {
            number
            state
            baseRefName
            mergeCommit {
              oid
            }
          }
        }
      }
    }`,
  );
  return tidy(`query BroughtBy($owner: String!, $name: String!) {
    repository(owner: $owner, name: $name) {
      ${asked.join('\n')}
    }
  }`);
}

/** All repositories of an organization or a person, by name. */
export const allRepositoriesDocument = tidy(`query AllRepositoriesOf($owner: String!, $after: String) {
  repositoryOwner(login: $owner) {
    repositories(first: 100, after: $after, ownerAffiliations: [OWNER], orderBy: { field: NAME, direction: ASC }) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        name
        owner {
          login
        }
      }
    }
  }
}`);
