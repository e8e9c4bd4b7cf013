import { isRead, type Change } from './change.ts';
import type { Contributors } from './contributors.ts';
import { firstDeployedAt, isSameChange } from './deployments.ts';
import type { Membership, People } from './people.ts';
import { login } from './people.ts';
import { roleIds } from './procedure.ts';
import type { ApprovalReason } from './report.ts';
import type { Word } from './words.ts';

/** Someone's word that is an approval, and what it could count for. */
export interface ApprovalWord extends Pick<Word, 'review' | 'person' | 'at'> {
  /** Why it counts in no role at all. */
  readonly shutOut: ApprovalReason | undefined;
  /** Given before the change was deployed for testing: no sign-off for QA. */
  readonly beforeDeployment: boolean;
  /** By role, in the order of `roleIds`. */
  readonly memberships: readonly Membership[];
}

/** Everyone's approvals, by time, with what speaks against each of them. */
export function approvalsOf(
  change: Change,
  words: readonly Word[],
  people: People,
  contributors: Contributors,
): ApprovalWord[] {
  const deployedAt =
    change.procedure.qa.deployment === 'required' && isRead(change, 'deployments')
      ? firstDeployedAt(change)
      : undefined;
  return words
    .filter(({ state }) => state === 'APPROVED')
    .map((word) => ({
      review: word.review,
      person: word.person,
      at: word.at,
      shutOut: shutOutBy(change, word, people, contributors),
      beforeDeployment: deployedAt !== undefined && word.at < deployedAt,
      memberships: roleIds.map((role) => people.membership(word.person, role)),
    }));
}

/** Whether someone may approve in some role at all, whatever they said. */
export function barredFrom(
  change: Change,
  person: string,
  people: People,
  contributors: Contributors,
): 'approval.bot' | 'approval.author' | 'approval.contributor' | undefined {
  if (people.isBot(person)) {
    return 'approval.bot';
  }
  if (change.pullRequest !== null && login(change.pullRequest.author) === person) {
    return 'approval.author';
  }
  return change.procedure.approvals.contributors === 'exclude' && contributors.people.has(person)
    ? 'approval.contributor'
    : undefined;
}

function shutOutBy(
  change: Change,
  { review, person, afterMerge }: Word,
  people: People,
  contributors: Contributors,
): ApprovalReason | undefined {
  const barred = barredFrom(change, person, people, contributors);
  if (barred !== undefined) {
    return barred;
  }
  if (afterMerge) {
    return 'approval.after-merge';
  }
  if (review.commitSha === null) {
    return 'approval.no-commit';
  }
  return isForHead(change, review.commitSha) ? undefined : 'approval.stale';
}

function isForHead(change: Change, sha: string): boolean {
  return change.procedure.approvals.stale === 'keep-if-unchanged'
    ? isSameChange(change, sha)
    : sha === change.head;
}
