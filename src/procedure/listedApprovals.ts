import type { ApprovalWord } from './approvals.ts';
import { finalRole } from './assignment.ts';
import { isEarlySignOff, qaRole, type Filling } from './places.ts';
import type { Procedure } from './procedure.ts';
import type { Approval, ApprovalReason } from './report.ts';

/** The approvals that a role's step lists: by those in the role, by those who may be, and for step 3 by all others. */
export function listApprovals(
  procedure: Procedure,
  approvals: readonly ApprovalWord[],
  filling: Filling,
  role: number,
): Approval[] {
  const elsewhere = new Set(
    procedure.approvals.distinctPeople ? filling.filledBy.filter((_, other) => other !== role).flat() : [],
  );
  return approvals
    .filter((approval) => isListed(approval, role))
    .map((approval) => {
      const { id: review, author, commitSha, submittedAt: at } = approval.review;
      const reason = reasonAgainst(approval, filling, role, elsewhere.has(approval));
      const listed = { review, author, commitSha, at };
      return reason === undefined ? { ...listed, counts: true } : { ...listed, counts: false, reason };
    });
}

function isListed({ memberships }: ApprovalWord, role: number): boolean {
  return memberships[role] !== 'out' || (role === 0 && !memberships.includes('in'));
}

/** The first of the reasons that holds, in the order of `approvalReasons`. */
function reasonAgainst(
  approval: ApprovalWord,
  filling: Filling,
  role: number,
  fillsElsewhere: boolean,
): ApprovalReason | undefined {
  const membership = approval.memberships[role];
  if (approval.shutOut !== undefined) {
    return approval.shutOut;
  }
  if (role === qaRole && isEarlySignOff(approval)) {
    return 'signoff.before-deployment';
  }
  if (membership !== 'in') {
    return membership === 'unknown' ? 'approval.role-unknown' : 'approval.not-in-role';
  }
  if (fillsElsewhere) {
    return 'approval.other-role';
  }
  return role === finalRole && filling.outOfOrder.includes(approval) ? 'approval.out-of-order' : undefined;
}
