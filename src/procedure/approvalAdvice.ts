import { reasonRules, type ShutOutApproval } from './approvalReasons.ts';
import { login } from './people.ts';
import type { ApprovalReason, Places } from './report.ts';
import { count, list, person, roleNames } from './wording.ts';

/** What the sentence about open places tells beyond the numbers. */
export interface ApprovalDetails {
  /** The approvals of this role that do not count. */
  readonly shutOut: readonly (ShutOutApproval & { readonly reason: ApprovalReason })[];
  /** Who could fill a place now; null when the members could not be read. */
  readonly eligible: readonly string[] | null;
}

/**
 * Why a role's places are not filled and whom to ask. An approval that its own author can put right says more
 * than a number, so it comes first.
 */
export function approvalAdvice({ role, have, need }: Places, { shutOut, eligible }: ApprovalDetails): string {
  const repairable = shutOut.find(({ reason, author }) => {
    return (
      reasonRules[reason].again &&
      (eligible === null || eligible.some((other) => login(other) === login(author)))
    );
  });
  if (repairable !== undefined) {
    return `${reasonRules[repairable.reason].why(repairable)} Ask ${person(repairable.author)} to review again.`;
  }
  const first = shutOut[0];
  const why = first === undefined ? '' : ` ${reasonRules[first.reason].why(first)}`;
  const open = count(need - have, have === 0 ? 'approval' : 'more approval');
  const verb = need - have === 1 ? 'is' : 'are';
  return `${open} by the ${roleNames[role]} ${verb} missing.${why} Ask ${whom(eligible, role)} to review.`;
}

function whom(eligible: readonly string[] | null, role: Places['role']): string {
  return eligible === null || eligible.length === 0
    ? `someone in the role ${role} who did not work on this change`
    : list(eligible.map(person), 'or');
}
