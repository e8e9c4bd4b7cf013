import { barredFrom, type ApprovalWord } from './approvals.ts';
import { finalRole } from './assignment.ts';
import type { Change } from './change.ts';
import type { Contributors } from './contributors.ts';
import { finding } from './findings.ts';
import { login, type People } from './people.ts';
import {
  isEarlySignOff,
  qaRole,
  wouldFillIfDeployedBefore,
  wouldFillIfHeld,
  type Filling,
} from './places.ts';
import { roleIds, type RoleId } from './procedure.ts';
import type { Approval, Finding } from './report.ts';

/** A change with its approvals, and the places that they fill. */
export interface Reviewed {
  readonly change: Change;
  readonly people: People;
  readonly contributors: Contributors;
  readonly approvals: readonly ApprovalWord[];
  readonly filling: Filling;
}

/** Who could fill a place of the role now, sorted by login; null when the members could not be read. */
export function eligibleFor(
  { change, people, contributors, filling }: Reviewed,
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

/** What is wrong with a role of which a place is open: the first of the codes that holds. */
export function openFinding(
  { change, people, approvals, filling }: Reviewed,
  role: RoleId,
  listed: readonly Approval[],
  eligible: readonly string[] | null,
): Finding {
  const { procedure, record } = change;
  const index = roleIds.indexOf(role);
  if (!people.isConfigured(role)) {
    return finding('role.unconfigured', { role });
  }
  const places = { role, have: (filling.filledBy[index] ?? []).length, need: filling.places[index] ?? 0 };
  if (wouldFillIfHeld(procedure, approvals, filling, index)) {
    return finding('role.unknown', places);
  }
  if (index === qaRole && wouldFillIfDeployedBefore(procedure, approvals, filling)) {
    return finding('signoff.before-deployment', {
      ...places,
      people: authorsOf(approvals.filter(isEarlySignOff)),
    });
  }
  if (index === finalRole && filling.outOfOrder.length > 0) {
    return finding('approval.out-of-order', { ...places, people: authorsOf(filling.outOfOrder) });
  }
  const shutOut = listed.flatMap(({ author, commitSha, reason }) =>
    reason === undefined
      ? []
      : [{ author, commitSha, reason, commitsAfter: commitsAfter(record.commits, commitSha) }],
  );
  return finding('approvals.missing', places, { shutOut, eligible });
}

function authorsOf(approvals: readonly ApprovalWord[]): string[] {
  return approvals.map(({ review }) => review.author);
}

/** How many of the commits came after this one; null when it is not among them. */
export function commitsAfter(
  commits: readonly { readonly sha: string }[],
  sha: string | null,
): number | null {
  const index = commits.findIndex((commit) => commit.sha === sha);
  return index === -1 ? null : commits.length - 1 - index;
}
