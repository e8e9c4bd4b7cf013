import type { ApprovalWord } from './approvals.ts';
import type { Change } from './change.ts';
import type { Contributors } from './contributors.ts';
import { listApprovals } from './listedApprovals.ts';
import { eligibleFor, openFinding, type Reviewed } from './openPlaces.ts';
import type { People } from './people.ts';
import { fillPlaces, isOpen } from './places.ts';
import { roleIds, type RoleId } from './procedure.ts';
import type { Approval, Finding } from './report.ts';

/** How a role stands: who approved for it, who is still needed. */
export interface Standing {
  readonly role: RoleId;
  /** How many approvals are still needed. */
  readonly open: number;
  /** Who could give one now, sorted by login; null when the members could not be read, nobody while none is needed. */
  readonly eligible: readonly string[] | null;
  readonly approvals: readonly Approval[];
  /** The times of the approvals that fill its places. */
  readonly filledAt: readonly string[];
  /** What is wrong while a place is open. */
  readonly finding: Finding | undefined;
}

/** @param asked whether the step of a role asks for approvals at all */
export function standingsOf(
  change: Change,
  people: People,
  contributors: Contributors,
  approvals: readonly ApprovalWord[],
  asked: (role: RoleId) => boolean,
): Standing[] {
  const { procedure } = change;
  const places = roleIds.map((role) => (asked(role) ? procedure.roles[role].approvals : 0));
  const filling = fillPlaces(procedure, approvals, places);
  const reviewed: Reviewed = { change, people, contributors, approvals, filling };
  return roleIds.map((role, index) => {
    const listed = asked(role) ? listApprovals(procedure, approvals, filling, index) : [];
    const filledBy = filling.filledBy[index] ?? [];
    const isShort = isOpen(filling, index);
    const eligible = isShort ? eligibleFor(reviewed, role, listed) : [];
    return {
      role,
      open: (places[index] ?? 0) - filledBy.length,
      eligible,
      approvals: listed,
      filledAt: filledBy.map(({ review }) => review.submittedAt),
      finding: isShort ? openFinding(reviewed, role, listed, eligible) : undefined,
    };
  });
}
