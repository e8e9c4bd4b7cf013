import type { ApprovalWord } from './approvals.ts';
import {
  assign,
  bit,
  canBeFilled,
  canBeFilledInOrder,
  finalRole,
  type Claim,
  type Places,
} from './assignment.ts';
import { roleIds, type Procedure } from './procedure.ts';

export const qaRole = roleIds.indexOf('qa-team');

/** Who fills the places of each role, roles in the order of `roleIds`. */
export interface Filling {
  readonly places: Places;
  readonly filledBy: readonly (readonly ApprovalWord[])[];
  /** Final approvals that lost their place because they are older than what they rest on. */
  readonly outOfOrder: readonly ApprovalWord[];
}

/** @param approvals by time, equal times in the order listed */
export function fillPlaces(
  procedure: Procedure,
  approvals: readonly ApprovalWord[],
  places: Places,
): Filling {
  const claims = approvals.map((approval) => ({ approval, at: approval.at, roles: rolesOf(approval) }));
  const filledBy = procedure.approvals.distinctPeople
    ? oneRoleEach(claims, places)
    : everyRole(claims, places);
  const filling = { places, filledBy, outOfOrder: [] };
  return isOrderJudged(procedure, filling) ? putInOrder(procedure, approvals, filling) : filling;
}

export function isOpen({ places, filledBy }: Filling, role: number): boolean {
  return (filledBy[role] ?? []).length < (places[role] ?? 0);
}

/** Whether the places of a role could all be filled if the memberships that could not be read were held. */
export function wouldFillIfHeld(
  procedure: Procedure,
  approvals: readonly ApprovalWord[],
  filling: Filling,
  role: number,
): boolean {
  const isInDoubt = approvals.some(
    ({ shutOut, memberships }) => shutOut === undefined && memberships.includes('unknown'),
  );
  const claims = approvals.map((approval) => ({ at: approval.at, roles: rolesOf(approval, { held: true }) }));
  return isInDoubt && wouldFill(procedure, claims, filling, role);
}

/** Whether QA's places could all be filled if the sign-offs from before the deployment counted. */
export function wouldFillIfDeployedBefore(
  procedure: Procedure,
  approvals: readonly ApprovalWord[],
  filling: Filling,
): boolean {
  const claims = approvals.map((approval) => ({
    at: approval.at,
    roles: rolesOf(approval) | (isEarlySignOff(approval) ? bit(qaRole) : 0),
  }));
  return wouldFill(procedure, claims, filling, qaRole);
}

/** An approval that would be a sign-off, were it not older than the deployment. */
export function isEarlySignOff({ shutOut, beforeDeployment, memberships }: ApprovalWord): boolean {
  return shutOut === undefined && beforeDeployment && memberships[qaRole] !== 'out';
}

/** The roles that an approval counts in, a bit each; with `held` also those that its author may be in. */
function rolesOf({ shutOut, beforeDeployment, memberships }: ApprovalWord, { held = false } = {}): number {
  if (shutOut !== undefined) {
    return 0;
  }
  return memberships.reduce(
    (roles, membership, role) =>
      (membership === 'in' || (held && membership === 'unknown')) && !(role === qaRole && beforeDeployment)
        ? roles | bit(role)
        : roles,
    0,
  );
}

type ApprovalClaim = Claim & { readonly approval: ApprovalWord };

function oneRoleEach(claims: readonly ApprovalClaim[], places: Places): ApprovalWord[][] {
  const assigned = assign(claims, places);
  return places.map((_, role) =>
    claims.filter((_claim, index) => assigned[index] === role).map(({ approval }) => approval),
  );
}

function everyRole(claims: readonly ApprovalClaim[], places: Places): ApprovalWord[][] {
  return places.map((number, role) => earliest(claims, role, number).map(({ approval }) => approval));
}

function earliest<C extends Claim>(claims: readonly C[], role: number, number: number): C[] {
  return claims.filter(({ roles }) => (roles & bit(role)) !== 0).slice(0, number);
}

/** The order is judged once all places before the final step are filled. */
function isOrderJudged(procedure: Procedure, filling: Filling): boolean {
  return (
    procedure.approvals.finalApproval === 'last' &&
    filling.places.every((_, role) => role === finalRole || !isOpen(filling, role))
  );
}

/** Takes final approvals that come too early off their places, and gives these to later ones that are free. */
function putInOrder(procedure: Procedure, approvals: readonly ApprovalWord[], filling: Filling): Filling {
  const earlier = filling.filledBy.slice(0, finalRole).flat();
  const isInOrder = ({ at }: ApprovalWord): boolean => earlier.every((other) => other.at <= at);
  const finals = filling.filledBy[finalRole] ?? [];
  const kept = finals.filter(isInOrder);
  const outOfOrder = finals.filter((approval) => !isInOrder(approval));
  if (outOfOrder.length === 0) {
    return filling;
  }
  const taken = new Set(procedure.approvals.distinctPeople ? [...earlier, ...finals] : finals);
  const free = approvals.filter(
    (approval) => (rolesOf(approval) & bit(finalRole)) !== 0 && !taken.has(approval) && isInOrder(approval),
  );
  return {
    places: filling.places,
    filledBy: filling.filledBy.with(finalRole, [...kept, ...free.slice(0, outOfOrder.length)]),
    outOfOrder,
  };
}

/** Whether an assignment of these claims fills every place of one role, and no fewer of any other than now. */
function wouldFill(procedure: Procedure, claims: readonly Claim[], filling: Filling, role: number): boolean {
  const wanted = filling.places.map((places, other) =>
    other === role ? places : (filling.filledBy[other] ?? []).length,
  );
  const inOrder = role === finalRole && isOrderJudged(procedure, filling);
  if (procedure.approvals.distinctPeople) {
    return inOrder ? canBeFilledInOrder(claims, wanted) : canBeFilled(claims, wanted);
  }
  const fillers = wanted.map((number, other) => earliest(claims, other, number));
  const latest = inOrder ? fillers.slice(0, finalRole).flatMap((list) => list.at(-1)?.at ?? []) : [];
  const inTime = claims.filter(({ at }) => latest.every((time) => time <= at));
  return earliest(inTime, role, wanted[role] ?? 0).length === wanted[role];
}
