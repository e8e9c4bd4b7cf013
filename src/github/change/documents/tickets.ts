import { actor } from './parts.ts';

/** What issues and pull requests have in common: a number may be either's. */
const numberedAlone = `
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
}`;

const numbered = `${numberedAlone}
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

const state = `
state
stateReason`;

export const issue = `${numbered}
${state}`;

/** Without the lists that only a person looks at. */
export const issueAlone = `${numberedAlone}
${state}`;

/** A number may be a ticket's or a pull request's. */
export const issueOrPullRequest = `
__typename
... on Issue {
  ${issue}
}
... on PullRequest {
  ${numbered}
  pullState: state
}`;
