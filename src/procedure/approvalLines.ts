import { reasonRules } from './approvalReasons.ts';
import type { ChangeRecord } from './changeRecord.ts';
import { commitsAfter } from './openPlaces.ts';
import type { Approval } from './report.ts';
import { person } from './wording.ts';

/** What an approval is worth, in a few words and in a sentence. */
export function approvalLine(
  { author, commitSha, counts, reason }: Approval,
  { commits }: ChangeRecord,
): { readonly brief: string; readonly sentence: string } {
  if (counts || reason === undefined) {
    return { brief: 'counts', sentence: `The approval by ${person(author)} counts.` };
  }
  const { brief, why } = reasonRules[reason];
  return { brief, sentence: why({ author, commitSha, commitsAfter: commitsAfter(commits, commitSha) }) };
}
