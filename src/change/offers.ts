import type { RoleId } from '../procedure/procedure.ts';
import type { Step } from '../procedure/report.ts';
import type { Change } from './observedChange.ts';

/** What the person who looks at a change can do for it; the menus of the Change view look at these words. */
export type Offer =
  | 'review'
  | 'signOff'
  | 'finalApproval'
  | 'merge'
  | 'askSecurity'
  /** Beside one of the first three: it is this person's turn to do it. */
  | 'mine';

/** What can be done about a step. Whether a review would count, its page says; here is only what makes sense to open. */
export function offersOfStep({ role, status }: Step, change: Change): readonly Offer[] {
  if (role === 'developer' || !isOpen(change)) {
    return [];
  }
  if (status === 'not-required') {
    return role === 'security-team' ? ['askSecurity'] : [];
  }
  return offersOfRole(role, change);
}

/** What can be done to fill a place of a role. */
export function offersOfRole(role: RoleId, change: Change): readonly Offer[] {
  // Hosts take no review of one's own pull request.
  return isOpen(change) && !isAuthor(change) ? [reviews[role], ...(isTurnOf(role, change) ? mine : [])] : [];
}

/** What can be done with the change as a whole. */
export function offersOfChange(change: Change): readonly Offer[] {
  return isOpen(change) && change.report.verdict === 'compliant' ? ['merge'] : [];
}

const reviews: Readonly<Record<RoleId, Offer>> = {
  'peer-reviewer': 'review',
  'security-team': 'review',
  'qa-team': 'signOff',
  'engineering-lead': 'finalApproval',
};

const mine: readonly Offer[] = ['mine'];

function isOpen({ record }: Change): boolean {
  return record.pullRequest?.state === 'open';
}

function isAuthor({ record, viewer }: Change): boolean {
  return viewer !== undefined && isSame(record.pullRequest?.author ?? '', viewer);
}

/** A final approval that is to be the last one is nobody's turn while another role is open. */
function isTurnOf(role: RoleId, { procedure, report, viewer }: Change): boolean {
  const open = report.remaining.find((remaining) => remaining.role === role);
  const isEligible = viewer !== undefined && open?.eligible?.some((login) => isSame(login, viewer)) === true;
  const isTooEarly =
    role === 'engineering-lead' &&
    procedure.approvals.finalApproval === 'last' &&
    report.remaining.some((remaining) => remaining.role !== role);
  return isEligible && !isTooEarly;
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
