import type { MovedTicket } from '../change/tracker.ts';
import type { GitHubApi } from './client.ts';

const boardsQuery = /* GraphQL */ `
  query TicketBoards($owner: String!, $name: String!, $number: Int!) {
    repository(owner: $owner, name: $name) {
      issue(number: $number) {
        projectItems(first: 50, includeArchived: false) {
          nodes {
            id
            project {
              id
              title
              closed
              field(name: "Status") {
                ... on ProjectV2SingleSelectField {
                  id
                  options {
                    id
                    name
                  }
                }
              }
            }
            fieldValueByName(name: "Status") {
              ... on ProjectV2ItemFieldSingleSelectValue {
                optionId
              }
            }
          }
        }
      }
    }
  }
`;

const moveMutation = /* GraphQL */ `
  mutation MoveTicket($project: ID!, $item: ID!, $field: ID!, $option: String!) {
    updateProjectV2ItemFieldValue(
      input: { projectId: $project, itemId: $item, fieldId: $field, value: { singleSelectOptionId: $option } }
    ) {
      projectV2Item {
        id
      }
    }
  }
`;

/** The documents of this room, for the test that holds them against GitHub's schema. */
export const projectDocuments = [boardsQuery, moveMutation];

interface Item {
  readonly id: string;
  readonly project: {
    readonly id: string;
    readonly title: string;
    readonly closed: boolean;
    readonly field: {
      readonly id?: string;
      readonly options?: readonly { readonly id: string; readonly name: string }[];
    } | null;
  };
  readonly fieldValueByName: { readonly optionId?: string | null } | null;
}

interface Boards {
  readonly repository: {
    readonly issue: { readonly projectItems: { readonly nodes: readonly (Item | null)[] } } | null;
  } | null;
}

/** Gives an issue this status in each of its projects; what has it already is left alone. */
export async function moveInProjects(
  octokit: GitHubApi,
  issue: { readonly owner: string; readonly name: string; readonly number: number },
  status: string,
): Promise<MovedTicket> {
  const { repository } = await octokit.graphql<Boards>(boardsQuery, issue);
  const moved: string[] = [];
  const without: string[] = [];
  for (const item of repository?.issue?.projectItems.nodes ?? []) {
    if (item && !item.project.closed) {
      const { id: project, title, field } = item.project;
      const option = field?.options?.find(({ name }) => name.toLowerCase() === status.toLowerCase());
      if (field?.id === undefined || !option) {
        without.push(title);
      } else {
        if (item.fieldValueByName?.optionId !== option.id) {
          await octokit.graphql(moveMutation, { project, item: item.id, field: field.id, option: option.id });
        }
        moved.push(title);
      }
    }
  }
  return { moved, without };
}
