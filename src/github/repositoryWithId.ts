import type { MovedRepository } from '../change/codeHost.ts';
import { HostError } from '../change/hostError.ts';
import type { GitHubClient } from './client.ts';

const repositoryQuery = /* GraphQL */ `
  query RepositoryWithId($id: ID!) {
    node(id: $id) {
      ... on Repository {
        nameWithOwner
        url
      }
    }
  }
`;

/** The documents of this file, for the test that holds them against GitHub's schema. */
export const repositoryDocuments = [repositoryQuery];

/** Where the repository with this id is now; undefined when it is nowhere that this person may see. */
export async function repositoryWithId(
  client: GitHubClient,
  id: string,
  signal: AbortSignal,
): Promise<MovedRepository | undefined> {
  try {
    const { node } = await client.request(signal, async (octokit) =>
      octokit.graphql<{ readonly node: { readonly nameWithOwner?: string; readonly url?: string } | null }>(
        repositoryQuery,
        { id },
      ),
    );
    const { nameWithOwner: fullName, url } = node ?? {};
    return fullName === undefined || url === undefined ? undefined : { fullName, url };
  } catch (error) {
    if (error instanceof HostError && error.problem === 'not-found') {
      return undefined;
    }
    throw error;
  }
}
