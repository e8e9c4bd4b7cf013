import { commits, deploymentStatuses, dismissals, files, head, reviews } from './lists.ts';
import { actor, tidy } from './parts.ts';
import { issue } from './tickets.ts';

/**
 * All of a pull request.
 *
 * @param size how many entries of each list, 1 to 100.
 * @param commitSize of commits, each of which has lists of its own.
 */
export const pullRequest = (size: number, commitSize = size) => `
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
  }
}
closing: closingIssuesReferences(first: 5) {
  totalCount
  nodes {
    ${issue}
  }
}
commits(first: ${commitSize}) {
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
${head('')}`;

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
