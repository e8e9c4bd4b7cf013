import { isRead, type Change } from '../change.ts';
import type { Contributors } from '../contributors.ts';
import { finding } from '../findings.ts';
import type { People } from '../people.ts';
import type { RoleId } from '../procedure.ts';
import type { Finding } from '../report.ts';
import type { ChangeRequest } from '../requests.ts';
import type { Standing } from '../standing.ts';
import { approvalFacts, unreadFindings } from './unread.ts';

/** What the four steps that ask for approvals are judged by. */
export interface Reviewing {
  readonly change: Change;
  readonly people: People;
  readonly contributors: Contributors;
  /** None while they could not be read. */
  readonly requests: readonly ChangeRequest[];
  /** By role; empty while a fact that approvals rest on could not be read. */
  readonly standings: ReadonlyMap<RoleId, Standing>;
}

/** What steps 3 to 6 have in common: enough approvals by the people of a role, and nobody who objects. */
export function roleFindings(
  { change, people, contributors, requests, standings }: Reviewing,
  role: RoleId,
): Finding[] {
  const standing = standings.get(role);
  const { unknownAuthors, contributors: excluded } = change.procedure.approvals;
  const findings: Finding[] = [];
  if (standing?.finding !== undefined) {
    findings.push(standing.finding);
  } else if (!people.isConfigured(role)) {
    findings.push(finding('role.unconfigured', { role }));
  }
  for (const { person, review, blocks, mayBlock } of requests) {
    if (blocks.includes(role)) {
      findings.push(finding('changes-requested', { person, review }));
    }
    if (mayBlock.includes(role)) {
      findings.push(finding('role.unknown', { role, person }));
    }
  }
  if (standing !== undefined && standing.open > 0 && standing.eligible?.length === 0 && isStillOpen(change)) {
    findings.push(finding('role.nobody', { role }));
  }
  const unknownIn = isRead(change, 'commits') ? contributors.unknownIn : [];
  if (unknownAuthors === 'block' && excluded === 'exclude' && unknownIn.length > 0) {
    findings.push(finding('author.unknown', { commits: unknownIn }));
  }
  return [...findings, ...unreadFindings(change, approvalFacts)];
}

/** Whether approvals can still be given: neither merged nor closed. */
export function isStillOpen({ pullRequest }: Change): boolean {
  return pullRequest === null || pullRequest.state === 'open';
}
