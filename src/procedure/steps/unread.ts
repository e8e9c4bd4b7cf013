import type { Change } from '../change.ts';
import type { Fact } from '../changeRecord.ts';
import { finding } from '../findings.ts';
import type { Finding } from '../report.ts';

/** The facts that each of steps 3 to 6 rests on. */
export const approvalFacts = ['pullRequest', 'reviews', 'commits', 'people'] as const;

/** Those of a step's facts that could not be read. */
export function unreadFindings({ unread }: Change, facts: readonly Fact[]): Finding[] {
  return facts.flatMap((fact) => {
    const reason = unread.get(fact);
    return reason === undefined ? [] : [finding('fact.unknown', { fact, reason })];
  });
}
