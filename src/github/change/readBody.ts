import type { GitHubGraphQL } from '../graphql.ts';
import type { Maybe, Page, PullAnswer } from './answers.ts';
import { editsDocument } from './documents/pullRequest.ts';
import { bodyAtMerge, bodyOf, wasEditedAfterMerge, type BodyAt, type EditAnswer } from './pullRequest.ts';
import { reasonOf } from './reasonOf.ts';

/** The description: of a merged pull request as at the merge, where its history can be read. */
export async function readBody(
  pull: PullAnswer,
  graphql: GitHubGraphQL,
  signal: AbortSignal,
): Promise<BodyAt> {
  if (!wasEditedAfterMerge(pull)) {
    return bodyOf(pull);
  }
  try {
    const { data } = await graphql.ask<{ node?: Maybe<{ edits?: Maybe<Page<EditAnswer>> }> }>(
      editsDocument,
      { id: pull.id },
      signal,
    );
    return data.node?.edits ? bodyAtMerge(pull, data.node.edits) : bodyOf(pull);
  } catch (error) {
    if (reasonOf(error) === undefined) {
      throw error;
    }
    // As it stands now: the rules see by its time that it is not the text that was merged.
    return bodyOf(pull);
  }
}
