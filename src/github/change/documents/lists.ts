import { actor, page } from './parts.ts';

const gitActor = `
email
user {
  login
}`;

export const commits = `${page}
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

export const files = `${page}
nodes {
  path
  changeType
}`;

export const reviews = `${page}
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

export const dismissals = `
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

export const checks = `${page}
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

export const deployments = (statuses: string) => `${page}
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

export const deploymentStatuses = `
statuses(first: 100) {
  totalCount
  nodes {
    state
    createdAt
  }
}`;

export const head = (statuses: string, deploymentSize: number) => `
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
      deployments(first: ${deploymentSize}) {
        ${deployments(statuses)}
      }
    }
  }
}`;
