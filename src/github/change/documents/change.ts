import { tidy } from './parts.ts';
import { pullRequest, pullRequestProbe } from './pullRequest.ts';
import { people, procedureOf, repositoryFields } from './repository.ts';
import { issueOrPullRequest } from './tickets.ts';

const candidates = `
candidates: pullRequests(headRefName: $branch, first: 50, orderBy: { field: CREATED_AT, direction: DESC }) {
  totalCount
  nodes {
    number
    url
    state
    baseRefName
    headRepositoryOwner {
      login
    }
    headRepository {
      nameWithOwner
    }
  }
}`;

/** What a document asks for; every combination is held against GitHub's schema by a test. */
export interface ChangeParts {
  /** `branch` looks for its pull requests and reads the newest open one at once; `number` reads that one. */
  readonly by: { readonly branch: boolean; readonly number: boolean };
  readonly ticket: boolean;
  readonly people: boolean;
  /** Another branch than the default one that the procedure file is read from. */
  readonly baseBranch: boolean;
  /** How many entries of each list are asked for, 1 to 100. */
  readonly size: number;
}

function declarations({ by, ticket, baseBranch }: Pick<ChangeParts, 'by' | 'ticket' | 'baseBranch'>): string {
  return [
    '$owner: String!',
    '$name: String!',
    ...(by.branch ? ['$branch: String!'] : []),
    ...(by.number ? ['$number: Int!'] : []),
    ...(ticket ? ['$ticket: Int!'] : []),
    ...(baseBranch ? ['$baseRef: String!', '$procedureOnBase: String!'] : []),
  ].join(', ');
}

export function changeDocument(parts: ChangeParts): string {
  const { by, size } = parts;
  return tidy(`query Change(${declarations(parts)}) {
    viewer {
      login
    }
    repository(owner: $owner, name: $name) {
      ${repositoryFields}
      ${procedureOf(parts.baseBranch, 'oid\nisTruncated\ntext')}
      ${parts.ticket ? `ticket: issueOrPullRequest(number: $ticket) {${issueOrPullRequest}\n}` : ''}
      ${parts.people ? people : ''}
      ${by.branch ? candidates : ''}
      ${by.number ? `pull: pullRequest(number: $number) {\n${pullRequest(size)}\n}` : ''}
      ${by.branch && !by.number ? `newest: pullRequests(headRefName: $branch, states: [OPEN], first: 1, orderBy: { field: CREATED_AT, direction: DESC }) {\nnodes {\n${pullRequest(size)}\n}\n}` : ''}
    }
  }`);
}

export function probeDocument(parts: Pick<ChangeParts, 'by' | 'ticket' | 'baseBranch'>): string {
  return tidy(`query ChangeProbe(${declarations(parts)}) {
    repository(owner: $owner, name: $name) {
      defaultBranchRef {
        name
      }
      ${procedureOf(parts.baseBranch, 'oid')}
      ${parts.ticket ? 'ticket: issueOrPullRequest(number: $ticket) {\n__typename\n... on Issue {\nid\nupdatedAt\n}\n... on PullRequest {\nupdatedAt\n}\n}' : ''}
      ${parts.by.branch ? candidates : ''}
      ${parts.by.number ? `pull: pullRequest(number: $number) {\n${pullRequestProbe}\n}` : ''}
    }
  }`);
}
