import { followsPattern, type BranchPattern } from '../branchName.ts';
import { isRead, type Change } from '../change.ts';
import type { Ticket } from '../changeRecord.ts';
import { finding } from '../findings.ts';
import { instant } from '../instants.ts';
import type { Finding } from '../report.ts';
import { unreadFindings } from './unread.ts';

/** Step 1: the developer creates a ticket that documents the planned change, and a new feature branch. */
export function ticketFindings(change: Change, branchPattern: BranchPattern): Finding[] {
  const { record, procedure } = change;
  const { before } = procedure.ticket;
  // A ticket that nothing links is as good as none.
  const ticket = isRead(change, 'ticket') && (record.ticket?.linkedBy.length ?? 0) > 0 ? record.ticket : null;
  return [
    ...(isRead(change, 'ticket') ? judgeTicket(change, ticket) : []),
    ...judgeBranch(change, branchPattern, ticket),
    ...unreadFindings(
      change,
      before === 'first-commit' ? ['ticket', 'pullRequest', 'commits'] : ['ticket', 'pullRequest'],
    ),
  ];
}

function judgeTicket(change: Change, ticket: Ticket | null): Finding[] {
  if (ticket === null) {
    return [finding('ticket.missing', {})];
  }
  const about = { ticket: ticket.key };
  const findings: Finding[] = [];
  if (ticket.isPullRequest === true) {
    findings.push(finding('ticket.is-pull-request', about));
  }
  const notPlanned = isNotPlanned(change, ticket);
  if (notPlanned) {
    findings.push(finding('ticket.not-planned', about));
  }
  const late = firstOf(
    startsOf(change).filter(({ beforeAt }) => instant(ticket.createdAt) > instant(beforeAt)),
  );
  if (late !== undefined) {
    findings.push(finding('ticket.late', { ...about, createdAt: ticket.createdAt, ...late }));
  }
  return [...findings, ...judgeClosing(change, ticket, notPlanned)];
}

/** Closed as not planned; what happened after the merge says nothing about the change. */
function isNotPlanned({ mergedAt }: Change, { state, notPlanned, closedAt }: Ticket): boolean {
  const closedAfterMerge = mergedAt !== null && closedAt !== undefined && instant(closedAt) > mergedAt;
  return state === 'closed' && notPlanned === true && !closedAfterMerge;
}

function judgeClosing({ pullRequest }: Change, ticket: Ticket, notPlanned: boolean): Finding[] {
  const { key, state, closedAt } = ticket;
  if (state === 'open' || pullRequest === null) {
    return [];
  }
  if (closedAt === undefined) {
    // Whether it was closed before the pull request was opened rests on a time that is not there.
    return notPlanned
      ? []
      : [finding('fact.unknown', { fact: 'ticket', reason: 'it is closed, but not since when' })];
  }
  return instant(closedAt) < instant(pullRequest.createdAt)
    ? [finding('ticket.closed-early', { ticket: key, closedAt, openedAt: pullRequest.createdAt })]
    : [];
}

interface Start {
  readonly before: 'pull-request' | 'first-commit';
  readonly beforeAt: string;
}

/** What the ticket must be older than, as far as it could be read. */
function startsOf(change: Change): Start[] {
  const { pullRequest, procedure, record } = change;
  const starts: Start[] =
    pullRequest === null ? [] : [{ before: 'pull-request', beforeAt: pullRequest.createdAt }];
  if (procedure.ticket.before === 'first-commit' && isRead(change, 'commits')) {
    for (const { authoredAt } of record.commits) {
      starts.push({ before: 'first-commit', beforeAt: authoredAt });
    }
  }
  return starts;
}

function firstOf(starts: readonly Start[]): Start | undefined {
  return starts.reduce<Start | undefined>(
    (first, start) =>
      first === undefined || instant(start.beforeAt) < instant(first.beforeAt) ? start : first,
    undefined,
  );
}

function judgeBranch(
  { record, procedure, baseBranch }: Change,
  branchPattern: BranchPattern,
  ticket: Ticket | null,
): Finding[] {
  const { name: branch } = record.branch;
  const findings: Finding[] = [];
  if (branch === baseBranch || branch === record.repository.defaultBranch) {
    findings.push(finding('branch.is-base', { branch }));
  }
  const { name: pattern, types } = procedure.branch;
  if (!followsPattern(branch, branchPattern, types, ticket?.key)) {
    findings.push(finding('branch.name', { branch, pattern }));
  }
  return findings;
}
