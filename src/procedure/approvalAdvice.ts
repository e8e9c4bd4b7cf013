import { reasonRules, type ShutOutApproval } from './approvalReasons.ts';
import { login } from './people.ts';
import type { ApprovalReason, Places } from './report.ts';
import { list, person, roleNames } from './wording.ts';
import { counted, say, type Text } from '../base/say.ts';

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
export function approvalAdvice({ role, have, need }: Places, { shutOut, eligible }: ApprovalDetails): Text {
  const repairable = shutOut.find(({ reason, author }) => {
    return (
      reasonRules[reason].again &&
      (eligible === null || eligible.some((other) => login(other) === login(author)))
    );
  });
  if (repairable !== undefined) {
    return say`${reasonRules[repairable.reason].why(repairable)} Ask ${person(repairable.author)} to review again.`;
  }
  const first = shutOut[0];
  const missing = missingApprovals(need - have, have > 0, roleNames[role]);
  const why = first && reasonRules[first.reason].why(first);
  const next = say`Ask ${whom(eligible, role)} to review.`;
  return why === undefined ? say`${missing} ${next}` : say`${missing} ${why} ${next}`;
}

function missingApprovals(open: number, more: boolean, role: Text): Text {
  return more
    ? counted(
        open,
        say`${open} more approval by the ${role} is missing.`,
        say`${open} more approvals by the ${role} are missing.`,
      )
    : counted(
        open,
        say`${open} approval by the ${role} is missing.`,
        say`${open} approvals by the ${role} are missing.`,
      );
}

function whom(eligible: readonly string[] | null, role: Places['role']): Text {
  return eligible === null || eligible.length === 0
    ? say`someone in the role ${role} who did not work on this change`
    : list(eligible.map(person), 'or');
}
