import { tidy } from './parts.ts';
import { pullRequest, pullRequestProbe } from './pullRequest.ts';
import { people, procedureOf, repositoryFields } from './repository.ts';
import { issueOrPullRequest } from './tickets.ts';

/** What is asked of one repository among several; its keys and variables end with its place among them. */
export interface ListedParts {
  readonly people: boolean;
  /** Another branch than the default one that the procedure file is read from. */
  readonly baseBranch: boolean;
  /** Goes on after a page. */
  readonly after: boolean;
}

/**
 * The open pull requests of several repositories, the oldest first, and what tells at little cost whether they changed.
 *
 * @param size how many pull requests of each repository, 1 to 100.
 */
export function openListDocument(repositories: readonly ListedParts[], size: number): string {
  const variables = repositories.flatMap(({ baseBranch, after }, at) => [
    `$owner${at}: String!`,
    `$name${at}: String!`,
    ...(after ? [`$after${at}: String!`] : []),
    ...(baseBranch ? [`$baseRef${at}: String!`, `$procedureOnBase${at}: String!`] : []),
  ]);
  const listed = repositories.map(
    (parts, at) => `repository${at}: repository(owner: $owner${at}, name: $name${at}) {
      ${repositoryFields}
      ${procedureOf(parts.baseBranch, 'oid\nisTruncated\ntext', String(at))}
      ${parts.people ? people : ''}
      open: pullRequests(states: [OPEN], first: ${size}, ${parts.after ? `after: $after${at}, ` : ''}orderBy: { field: CREATED_AT, direction: ASC }) {
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          title
          url
          ${pullRequestProbe}
        }
      }
    }`,
  );
  return tidy(`query OpenChanges(${variables.join(', ')}) {
    viewer {
      login
    }
    ${listed.join('\n')}
  }`);
}

/** All of several pull requests. Few have more commits than this, and each commit costs two lists. */
export const openPullsDocument = tidy(`query ReadOpenChanges($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on PullRequest {
      ${pullRequest(100, 30)}
    }
  }
}`);

/** Tickets by their numbers, of several repositories. */
export function ticketsDocument(numbers: readonly (readonly number[])[]): string {
  const variables = numbers.map((_, at) => `$owner${at}: String!, $name${at}: String!`);
  const repositories = numbers.map(
    (wanted, at) => `repository${at}: repository(owner: $owner${at}, name: $name${at}) {
      nameWithOwner
      ${wanted.map((number) => `ticket${number}: issueOrPullRequest(number: ${number}) {${issueOrPullRequest}\n}`).join('\n')}
    }`,
  );
  return tidy(`query TicketsOfChanges(${variables.join(', ')}) {
    viewer {
      login
    }
    ${repositories.join('\n')}
  }`);
}

/** The repositories of an organization or a person, those that were worked on last first. */
export const repositoriesDocument = tidy(`query RepositoriesOf($owner: String!, $after: String) {
  repositoryOwner(login: $owner) {
    repositories(first: 100, after: $after, ownerAffiliations: [OWNER], orderBy: { field: PUSHED_AT, direction: DESC }) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        name
        isArchived
        pullRequests(states: [OPEN], first: 1) {
          totalCount
        }
      }
    }
  }
}`);
