/**
 * The GraphQL documents that a change is read with. Each field stands on a line of its own, so that one which an older
 * server does not know can be taken out; keys are named after the facts, so that the path of an error tells which
 * fact it spoils. No fragments and few variables: with a field taken out they might be unused, which GraphQL refuses.
 */

const actor = `
__typename
login`;

const gitActor = `
email
user {
  login
}`;

const page = `
totalCount
pageInfo {
  hasNextPage
  endCursor
}`;

/** What issues and pull requests have in common: a number may be either's. */
const numbered = `
__typename
id
number
url
title
createdAt
updatedAt
closedAt
repository {
  nameWithOwner
}
author {
  ${actor}
}
labels(first: 50) {
  nodes {
    name
  }
}
assignees(first: 20) {
  nodes {
    login
  }
}`;

const issue = `${numbered}
state
stateReason`;

const commits = `${page}
nodes {
  commit {
    oid
    authoredDate
    committedDate
    parents(first: 50) {
      totalCount
      nodes {
        oid
      }
    }
    authors(first: 50) {
      totalCount
      nodes {
        ${gitActor}
      }
    }
    committer {
      ${gitActor}
    }
  }
}`;

const files = `${page}
nodes {
  path
  changeType
}`;

const reviews = `${page}
nodes {
  id
  author {
    ${actor}
  }
  state
  commit {
    oid
  }
  submittedAt
  body
  url
}`;

const dismissals = `
pageInfo {
  hasNextPage
  endCursor
}
nodes {
  ... on ReviewDismissedEvent {
    createdAt
    previousReviewState
    review {
      id
    }
  }
}`;

const checks = `${page}
nodes {
  __typename
  ... on CheckRun {
    id
    name
    status
    conclusion
    startedAt
    completedAt
    detailsUrl
    checkSuite {
      app {
        slug
      }
      workflowRun {
        event
        workflow {
          id
        }
      }
    }
  }
  ... on StatusContext {
    id
    context
    state
    createdAt
    targetUrl
  }
}`;

const deployments = (statuses: string) => `${page}
nodes {
  id
  environment
  commitOid
  createdAt
  updatedAt
  latestStatus {
    id
    state
    createdAt
    environmentUrl
  }
  ${statuses}
}`;

const deploymentStatuses = `
statuses(first: 100) {
  totalCount
  nodes {
    state
    createdAt
  }
}`;

const head = (statuses: string) => `
head: commits(last: 1) {
  nodes {
    commit {
      oid
      checks: statusCheckRollup {
        state
        contexts(first: 100) {
          ${checks}
        }
      }
      deployments(first: 15) {
        ${deployments(statuses)}
      }
    }
  }
}`;

const pullRequest = (size: number) => `
id
number
url
title
body
author {
  ${actor}
}
isDraft
state
createdAt
updatedAt
lastEditedAt
mergedAt
mergedBy {
  ${actor}
}
mergeCommit {
  oid
  parents(first: 2) {
    nodes {
      oid
    }
  }
}
baseRefName
baseRefOid
headRefName
headRefOid
changedFiles
labels(first: 100) {
  nodes {
    name
  }
}
required: baseRef {
  refUpdateRule {
    requiredStatusCheckContexts
  }
  rules(first: 100) {
    nodes {
      parameters {
        __typename
        ... on RequiredStatusChecksParameters {
          requiredStatusChecks {
            context
          }
        }
      }
    }
  }
}
closing: closingIssuesReferences(first: 5) {
  totalCount
  nodes {
    ${issue}
  }
}
commits(first: ${size}) {
  ${commits}
}
files(first: ${size}) {
  ${files}
}
reviews(first: ${size}) {
  ${reviews}
}
dismissals: timelineItems(first: ${size}, itemTypes: [REVIEW_DISMISSED_EVENT]) {
  ${dismissals}
}
${head(deploymentStatuses)}`;

/** What tells, at little cost, whether a pull request changed: its own time leaves out checks and deployments. */
const pullRequestProbe = `
number
updatedAt
headRefOid
baseRefName
state
closing: closingIssuesReferences(first: 5) {
  nodes {
    id
    updatedAt
  }
}
${head('')}`;

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

const blob = (fields: string) => `
... on Blob {
  ${fields}
}`;

const procedureOf = (baseBranch: boolean, fields: string) => `
procedure: object(expression: "HEAD:.github/change-procedure.yml") {
  ${blob(fields)}
}
${baseBranch ? `baseBranch: ref(qualifiedName: $baseRef) {\ntarget {\noid\n}\n}\nprocedureOnBase: object(expression: $procedureOnBase) {\n${blob(fields)}\n}` : ''}`;

export function changeDocument(parts: ChangeParts): string {
  const { by, size } = parts;
  return tidy(`query Change(${declarations(parts)}) {
    viewer {
      login
    }
    repository(owner: $owner, name: $name) {
      id
      url
      name
      owner {
        login
      }
      isPrivate
      hasIssuesEnabled
      viewerPermission
      defaultBranchRef {
        name
        target {
          oid
        }
      }
      ${procedureOf(parts.baseBranch, 'oid\nisTruncated\ntext')}
      ${parts.ticket ? `ticket: issueOrPullRequest(number: $ticket) {\n__typename\n... on Issue {${issue}\n}\n... on PullRequest {${numbered}\npullState: state\n}\n}` : ''}
      ${parts.people ? 'people: collaborators(first: 100) {\npageInfo {\nhasNextPage\n}\nedges {\npermission\nnode {\nlogin\n}\n}\n}' : ''}
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

/** The texts that a pull request had, the newest first. */
export const editsDocument = tidy(`query EditsOfChange($id: ID!) {
  node(id: $id) {
    ... on PullRequest {
      edits: userContentEdits(first: 100) {
        pageInfo {
          hasNextPage
        }
        nodes {
          editedAt
          deletedAt
          diff
        }
      }
    }
  }
}`);

/** Deployments to an environment, the newest first, of whatever commit. */
export const deploymentsDocument =
  tidy(`query DeploymentsOfChange($owner: String!, $name: String!, $environment: String!, $after: String) {
  repository(owner: $owner, name: $name) {
    deployments(environments: [$environment], first: 100, after: $after, orderBy: { field: CREATED_AT, direction: DESC }) {
      ${deployments(deploymentStatuses)}
    }
  }
}`);

function tidy(document: string): string {
  return `${document
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n')}\n`;
}
