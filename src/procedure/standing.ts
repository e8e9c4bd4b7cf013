import { barredFrom, type ApprovalWord } from './approvals.ts';
import { finalRole } from './assignment.ts';
import type { Change } from './change.ts';
import type { Contributors } from './contributors.ts';
import { finding } from './findings.ts';
import type { People } from './people.ts';
import { login } from './people.ts';
import {
  fillPlaces,
  isEarlySignOff,
  isOpen,
  wouldFillIfDeployedBefore,
  wouldFillIfHeld,
  type Filling,
} from './places.ts';
import { roleIds, type RoleId } from './procedure.ts';
import type { Approval, ApprovalReason, Finding } from './report.ts';

const qaRole = roleIds.indexOf('qa-team');

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
  return roleIds.map((role, index) => {
    const listed = asked(role) ? listApprovals(change, approvals, filling, index) : [];
    const eligible = isOpen(filling, index)
      ? eligibleFor(change, people, contributors, filling, role, listed)
      : [];
    const filledBy = filling.filledBy[index] ?? [];
    return {
      role,
      open: (places[index] ?? 0) - filledBy.length,
      eligible,
      approvals: listed,
      filledAt: filledBy.map(({ review }) => review.submittedAt),
      finding: isOpen(filling, index)
        ? openFinding(change, people, approvals, filling, index, role, listed, eligible)
        : undefined,
    };
  });
}

/** The approvals that a role's step lists: by those in the role, by those who may be, and for step 3 by all others. */
function listApprovals(
  { procedure }: Change,
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
      const { review } = approval;
      const reason = reasonAgainst(approval, filling, role, elsewhere.has(approval));
      const listed = {
        review: review.id,
        author: review.author,
        commitSha: review.commitSha,
        at: review.submittedAt,
      };
      return reason === undefined ? { ...listed, counts: true } : { ...listed, counts: false, reason };
    });
}

function isListed({ memberships }: ApprovalWord, role: number): boolean {
  return memberships[role] !== 'out' || (role === 0 && !memberships.includes('in'));
}

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

function eligibleFor(
  change: Change,
  people: People,
  contributors: Contributors,
  filling: Filling,
  role: RoleId,
  listed: readonly Approval[],
): string[] | null {
  const members = people.isConfigured(role) ? people.membersOf(role) : null;
  if (members === null) {
    return null;
  }
  const busy = new Set(
    change.procedure.approvals.distinctPeople
      ? filling.filledBy.flat().map(({ person }) => person)
      : listed.filter(({ counts }) => counts).map(({ author }) => login(author)),
  );
  return [...members]
    .filter(([person]) => !busy.has(person) && barredFrom(change, person, people, contributors) === undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, name]) => name);
}

function openFinding(
  change: Change,
  people: People,
  approvals: readonly ApprovalWord[],
  filling: Filling,
  index: number,
  role: RoleId,
  listed: readonly Approval[],
  eligible: readonly string[] | null,
): Finding {
  const { procedure, record } = change;
  if (!people.isConfigured(role)) {
    return finding('role.unconfigured', { role });
  }
  const places = { role, have: (filling.filledBy[index] ?? []).length, need: filling.places[index] ?? 0 };
  if (wouldFillIfHeld(procedure, approvals, filling, index)) {
    return finding('role.unknown', places);
  }
  if (index === qaRole && wouldFillIfDeployedBefore(procedure, approvals, filling)) {
    const people = approvals.filter(isEarlySignOff).map(({ review }) => review.author);
    return finding('signoff.before-deployment', { ...places, people });
  }
  if (index === finalRole && filling.outOfOrder.length > 0) {
    return finding('approval.out-of-order', {
      ...places,
      people: filling.outOfOrder.map(({ review }) => review.author),
    });
  }
  const shutOut = listed.flatMap(({ author, commitSha, reason }) =>
    reason === undefined
      ? []
      : [{ author, commitSha, reason, commitsAfter: commitsAfter(record.commits, commitSha) }],
  );
  return finding('approvals.missing', places, { shutOut, eligible });
}

function commitsAfter(commits: readonly { readonly sha: string }[], sha: string | null): number | null {
  const index = commits.findIndex((commit) => commit.sha === sha);
  return index === -1 ? null : commits.length - 1 - index;
}
