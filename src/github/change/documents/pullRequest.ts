import { commits, deploymentStatuses, dismissals, files, head, reviews } from './lists.ts';
import { actor, tidy } from './parts.ts';
import { issue, issueAlone } from './tickets.ts';

const fields = `
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
baseRefName
baseRefOid
headRefName
headRefOid
changedFiles
labels(first: 100) {
  nodes {
    name
  }
}`;

/** The checks that must pass before a merge into a branch. */
export const requiredChecks = `
refUpdateRule {
  requiredStatusCheckContexts
}
rules(first: 100) {
  pageInfo {
    hasNextPage
  }
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
}`;

const closing = (ticket: string) => `
closing: closingIssuesReferences(first: 5) {
  totalCount
  nodes {
    ${ticket}
  }
}`;

/** How many entries of each list a request asks for, 1 to 100; each commit and deployment has lists of its own. */
interface Sizes {
  readonly lists: number;
  readonly commits: number;
  readonly deployments: number;
}

const lists = (sizes: Sizes) => `
commits(first: ${sizes.commits}) {
  ${commits}
}
files(first: ${sizes.lists}) {
  ${files}
}
reviews(first: ${sizes.lists}) {
  ${reviews}
}
dismissals: timelineItems(first: ${sizes.lists}, itemTypes: [REVIEW_DISMISSED_EVENT]) {
  ${dismissals}
}
${head(deploymentStatuses, sizes.deployments)}`;

/**
 * All of a pull request.
 *
 * @param size how many entries of each list, 1 to 100.
 * @param commitSize of commits, each of which has lists of its own.
 */
export const pullRequest = (size: number, commitSize = size) => `
${fields}
mergeCommit {
  oid
  parents(first: 2) {
    nodes {
      oid
    }
  }
}
required: baseRef {
  ${requiredChecks}
}
${closing(issue)}
${lists({ lists: size, commits: commitSize, deployments: 15 })}`;

/**
 * All of a merged pull request that its repository does not tell already. Lists in lists are what costs: most have no
 * more commits and deployments than this.
 */
export const mergedPullRequest = `
${fields}
mergeCommit {
  oid
}
${closing(issueAlone)}
${lists({ lists: 100, commits: 3, deployments: 2 })}`;

/** What tells, at little cost, whether a pull request changed: its own time leaves out checks and deployments. */
export const pullRequestProbe = `
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
${head('', 15)}`;

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
