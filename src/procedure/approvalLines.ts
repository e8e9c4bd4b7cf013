import { reasonRules } from './approvalReasons.ts';
import type { ChangeRecord } from './changeRecord.ts';
import { commitsAfter } from './openPlaces.ts';
import type { Approval } from './report.ts';
import { person } from './wording.ts';
import { say, type Text } from '../base/say.ts';

/** What an approval is worth, in a few words and in a sentence. */
export function approvalLine(
  { author, commitSha, counts, reason }: Approval,
  { commits }: ChangeRecord,
): { readonly brief: Text; readonly sentence: Text } {
  if (counts || reason === undefined) {
    return { brief: say`counts`, sentence: say`The approval by ${person(author)} counts.` };
  }
  const { brief, why } = reasonRules[reason];
  return { brief, sentence: why({ author, commitSha, commitsAfter: commitsAfter(commits, commitSha) }) };
}
