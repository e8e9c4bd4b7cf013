import { approvalsOf } from './approvals.ts';
import { isRead, readChange, type Change } from './change.ts';
import type { ChangeRecord } from './changeRecord.ts';
import { contributorsOf } from './contributors.ts';
import { readDescription } from './description.ts';
import { readPeople } from './people.ts';
import { prepare, type Prepared } from './prepare.ts';
import type { Procedure, RoleId } from './procedure.ts';
import type {
  ComplianceReport,
  Finding,
  RemainingApprovals,
  Step,
  StepId,
  StepNumber,
  Verdict,
} from './report.ts';
import { requestsOf } from './requests.ts';
import { impactFindings, isReviewRequired } from './securityImpact.ts';
import { standingsOf, type Standing } from './standing.ts';
import { inTableOrder, statusOf } from './status.ts';
import { isStillOpen, type Reviewing } from './steps/approvals.ts';
import { finalApprovalFindings } from './steps/finalApproval.ts';
import { peerReviewFindings } from './steps/peerReview.ts';
import { pullRequestFindings } from './steps/pullRequest.ts';
import { qaFindings } from './steps/qa.ts';
import { securityReviewFindings } from './steps/securityReview.ts';
import { ticketFindings } from './steps/ticket.ts';
import { approvalFacts } from './steps/unread.ts';
import { wordsOf } from './words.ts';

/**
 * What the procedure says of a change. Pure: no clock, no network; the same inputs give the same bytes.
 *
 * @throws never, for a procedure and a record that their parsers let through
 */
export function evaluate(procedure: Procedure, record: ChangeRecord): ComplianceReport {
  const prepared = prepare(procedure);
  const change = readChange(procedure, record);
  const steps = judgeSteps(change, prepared);
  return {
    schema: 'compliance-report/1',
    procedure: { id: procedure.id, digest: prepared.digest },
    change: {
      repository: `${record.repository.owner}/${record.repository.name}`,
      pullRequest: record.pullRequest?.number ?? null,
      headSha: change.head,
    },
    verdict: verdictOf(change, steps.steps),
    ...steps,
  };
}

function judgeSteps(change: Change, prepared: Prepared): Pick<ComplianceReport, 'steps' | 'remaining'> {
  const { procedure, record, pullRequest } = change;
  const people = readPeople(procedure, record);
  const contributors = contributorsOf(record.commits);
  const words = isRead(change, 'pullRequest', 'reviews', 'people') ? wordsOf(change) : [];
  const requests = requestsOf(words, people);
  const description = pullRequest === null ? null : readDescription(prepared.template, pullRequest.body);
  const impact = impactFindings(change, prepared.impactingPaths, description, requests);
  const securityReview = isReviewRequired(change, impact, requests);
  const isAsked = (role: RoleId): boolean => role !== 'security-team' || securityReview === 'yes';
  const standings = new Map<RoleId, Standing>(
    isRead(change, ...approvalFacts)
      ? standingsOf(
          change,
          people,
          contributors,
          approvalsOf(change, words, people, contributors),
          isAsked,
        ).map((standing) => [standing.role, standing])
      : [],
  );
  const reviewing: Reviewing = { change, people, contributors, requests, standings };
  const step = stepBuilder(prepared, standings);

  const finalApprovals = standings.get('engineering-lead')?.filledAt ?? [];
  const earlier = [
    step(1, 'ticket', 'developer', ticketFindings(change, prepared.branchPattern)),
    step(2, 'pull-request', 'developer', pullRequestFindings(change, description, finalApprovals)),
    step(3, 'peer-review', 'peer-reviewer', peerReviewFindings(reviewing)),
    step(4, 'security-review', 'security-team', securityReviewFindings(reviewing, securityReview, impact)),
    step(5, 'qa', 'qa-team', qaFindings(reviewing)),
  ];
  const steps = [
    ...earlier,
    step(6, 'final-approval', 'engineering-lead', finalApprovalFindings(reviewing, earlier)),
  ];
  return { steps, remaining: isStillOpen(change) ? remainingOf(standings) : [] };
}

function stepBuilder({ controls }: Prepared, standings: ReadonlyMap<RoleId, Standing>) {
  return (number: StepNumber, id: StepId, role: Step['role'], findings: readonly Finding[]): Step => ({
    number,
    id,
    role,
    status: findings.some(({ code }) => code === 'impact.none') ? 'not-required' : statusOf(findings),
    findings: inTableOrder(findings),
    approvals: role === 'developer' ? [] : (standings.get(role)?.approvals ?? []),
    controls,
  });
}

function remainingOf(standings: ReadonlyMap<RoleId, Standing>): RemainingApprovals[] {
  return [...standings.values()]
    .filter(({ open }) => open > 0)
    .map(({ role, open, eligible }) => ({ role, approvals: open, eligible }));
}

function verdictOf({ mergedAt }: Change, steps: readonly Step[]): Verdict {
  const statuses = new Set(steps.map(({ status }) => status));
  if (statuses.has('blocked') || statuses.has('waiting')) {
    return mergedAt === null ? 'incomplete' : 'violated';
  }
  return statuses.has('unknown') ? 'unknown' : 'compliant';
}
