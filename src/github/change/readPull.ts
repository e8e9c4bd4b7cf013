import type { RepositoryName } from '../../change/hostedChange.ts';
import type { ChangedFile } from '../../procedure/changeRecord.ts';
import type { GitHubClient } from '../client.ts';
import type { GitHubGraphQL } from '../graphql.ts';
import type { PullAnswer } from './answers.ts';
import { filesFrom, oldPathsOf } from './files.ts';
import { HeadMoved, Lists } from './lists.ts';
import { reasonOf } from './reasonOf.ts';
import { requiredChecks } from './requiredChecks.ts';
import type { Spoilt } from './spoilt.ts';

/** A pull request with what its first answer did not hold. */
export interface ReadPull {
  readonly pull: PullAnswer;
  /** To their ends; undefined when they could not be read. */
  readonly lists: Lists | undefined;
  readonly files: readonly ChangedFile[];
  /** The checks that must pass before a merge; undefined when they could not be read. */
  readonly required: readonly string[] | undefined;
}

export interface Through {
  readonly client: GitHubClient;
  readonly graphql: GitHubGraphQL;
  readonly repository: RepositoryName;
  /** The checks that the base branch requires, where they were read for many at once. */
  readonly required?: { readonly names: readonly string[] | undefined };
}

/** Reads what is not in the first answer: further pages, the old names of files, and required checks in REST. */
export async function readPull(
  pull: PullAnswer,
  { client, graphql, repository, required }: Through,
  whenMoved: 'once more' | 'no more',
  spoilt: Spoilt,
  signal: AbortSignal,
): Promise<ReadPull> {
  const lists = await listsOf(pull, graphql, whenMoved, spoilt, signal);
  const files = lists && spoilt.fact('files', () => lists.files, lists.someFiles);
  const oldPaths = files && (await oldPathsOf(files, client, repository, pull.number, signal));
  return {
    pull,
    lists,
    files: files ? spoilt.fact('files', () => filesFrom(files, oldPaths), []) : [],
    required: required
      ? required.names
      : await requiredChecks(pull, pull.baseRefName, spoilt, client, repository, signal),
  };
}

async function listsOf(
  pull: PullAnswer,
  graphql: GitHubGraphQL,
  whenMoved: 'once more' | 'no more',
  spoilt: Spoilt,
  signal: AbortSignal,
): Promise<Lists | undefined> {
  try {
    const lists = new Lists(pull);
    await lists.readToTheEnd(graphql, spoilt, signal);
    return lists;
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined || (error instanceof HeadMoved && whenMoved === 'once more')) {
      throw error;
    }
    for (const fact of ['commits', 'files', 'reviews', 'checks', 'deployments'] as const) {
      spoilt.unread(fact, reason);
    }
    return undefined;
  }
}
