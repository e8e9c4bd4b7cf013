import type { Sandbox } from '../../sandbox/sandbox.ts';

interface Boards {
  readonly repository: {
    readonly issue: {
      readonly projectItems: {
        readonly nodes: readonly { readonly fieldValueByName: { readonly name: string } }[];
      };
    };
  };
}

/** The status of a ticket on the board of the sample, as GitHub itself has it. */
export async function boardStatus(sandbox: Sandbox, ticket: number): Promise<string | undefined> {
  const { owner, name } = sandbox.repository;
  const { repository } = await sandbox.as(sandbox.people.lead).graphql<Boards>(
    `query ($owner: String!, $name: String!, $number: Int!) {
      repository(owner: $owner, name: $name) {
        issue(number: $number) {
          projectItems(first: 10) {
            nodes { fieldValueByName(name: "Status") { ... on ProjectV2ItemFieldSingleSelectValue { name } } }
          }
        }
      }
    }`,
    { owner, name, number: ticket },
  );
  return repository.issue.projectItems.nodes[0]?.fieldValueByName.name;
}
