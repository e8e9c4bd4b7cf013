import type { LinkedBranch } from '../change/codeHost.ts';
import type { GitHubApi } from './client.ts';

const linkedBranchesQuery = /* GraphQL */ `
  query LinkedBranches($owner: String!, $name: String!, $issue: ID!) {
    repository(owner: $owner, name: $name) {
      id
    }
    node(id: $issue) {
      ... on Issue {
        linkedBranches(first: 100) {
          nodes {
            ref {
              name
            }
          }
        }
      }
    }
  }
`;

const createLinkedBranchMutation = /* GraphQL */ `
  mutation CreateLinkedBranch($repository: ID!, $issue: ID!, $name: String!, $oid: GitObjectID!) {
    createLinkedBranch(input: { repositoryId: $repository, issueId: $issue, name: $name, oid: $oid }) {
      linkedBranch {
        id
      }
    }
  }
`;

/** The documents of this room, for the test that holds them against GitHub's schema. */
export const linkedBranchDocuments = [linkedBranchesQuery, createLinkedBranchMutation];

interface LinkedBranches {
  readonly repository: { readonly id: string } | null;
  readonly node: {
    readonly linkedBranches?: {
      readonly nodes: readonly ({ readonly ref: { readonly name: string } | null } | null)[];
    };
  } | null;
}

interface CreatedLinkedBranch {
  readonly createLinkedBranch: { readonly linkedBranch: { readonly id: string } | null } | null;
}

/** Creates the branch on the host, linked to its issue; fine when an earlier try did it already. */
export async function createLinkedBranch(
  octokit: GitHubApi,
  repository: { readonly owner: string; readonly name: string },
  { name, commit, ticket }: LinkedBranch,
): Promise<boolean> {
  const there = await octokit.graphql<LinkedBranches>(linkedBranchesQuery, {
    ...repository,
    issue: ticket.id,
  });
  const linked = there.node?.linkedBranches?.nodes ?? [];
  if (linked.some((branch) => branch?.ref?.name === name)) {
    return true;
  }
  if (!there.repository) {
    return false;
  }
  const made = await octokit.graphql<CreatedLinkedBranch>(createLinkedBranchMutation, {
    repository: there.repository.id,
    issue: ticket.id,
    name,
    oid: commit,
  });
  return Boolean(made.createLinkedBranch?.linkedBranch);
}
