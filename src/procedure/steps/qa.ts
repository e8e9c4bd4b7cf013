import { isRead, type Change } from '../change.ts';
import type { Check, Fact } from '../changeRecord.ts';
import { firstDeployedAt, lastDeploymentFailed } from '../deployments.ts';
import { finding } from '../findings.ts';
import { instant } from '../instants.ts';
import type { Finding } from '../report.ts';
import { roleFindings, type Reviewing } from './approvals.ts';
import { unreadFindings } from './unread.ts';

/** Step 5: the QA team tests the change in a staging environment, and signs off. */
export function qaFindings(reviewing: Reviewing): Finding[] {
  const { change } = reviewing;
  const needsChecks = change.procedure.checks !== 'none';
  const needsDeployment = change.procedure.qa.deployment === 'required';
  const facts: Fact[] = [
    ...(needsChecks ? ['checks' as const] : []),
    ...(needsDeployment ? ['deployments' as const] : []),
  ];
  return [
    ...roleFindings(reviewing, 'qa-team'),
    ...(needsChecks && isRead(change, 'checks') ? judgeChecks(change) : []),
    ...(needsDeployment && isRead(change, 'deployments') ? judgeDeployments(change) : []),
    ...unreadFindings(change, facts),
  ];
}

type Outcome = 'failing' | 'pending' | 'passed' | 'skipped';

/** From the worst: of several checks with one name the worst counts. */
const outcomes: readonly Outcome[] = ['failing', 'pending', 'passed', 'skipped'];

function judgeChecks(change: Change): Finding[] {
  const { checks: needed } = change.procedure;
  const ran = outcomesByName(change);
  const names = typeof needed === 'string' ? [...ran.keys()] : [...new Set(needed)];
  const findings = names.flatMap((check): Finding[] => {
    switch (ran.get(check) ?? 'skipped') {
      case 'failing':
        return [finding('checks.failing', { check })];
      case 'pending':
        return [finding('checks.pending', { check })];
      case 'skipped':
        return needed === 'all' ? [] : [finding('checks.missing', { check })];
      case 'passed':
        return [];
    }
  });
  const allSkipped = [...ran.values()].every((outcome) => outcome === 'skipped');
  return needed === 'all' && allSkipped ? [finding('checks.missing', {})] : findings;
}

function outcomesByName(change: Change): Map<string, Outcome> {
  const ran = new Map<string, Outcome>();
  for (const check of change.record.checks) {
    const outcome = outcomeOf(check, change);
    const other = ran.get(check.name) ?? 'skipped';
    ran.set(check.name, outcomes.indexOf(outcome) < outcomes.indexOf(other) ? outcome : other);
  }
  return ran;
}

function outcomeOf({ result, completedAt }: Check, { mergedAt }: Change): Outcome {
  if (result === 'skipped') {
    return 'skipped';
  }
  // What finished after the merge was not there to rest the merge on.
  if (mergedAt !== null && completedAt !== undefined && instant(completedAt) > mergedAt) {
    return 'pending';
  }
  switch (result) {
    case 'failure':
      return 'failing';
    case 'pending':
      return 'pending';
    case 'success':
    case 'neutral':
      return 'passed';
  }
}

function judgeDeployments(change: Change): Finding[] {
  const { environment } = change.procedure.qa;
  const findings: Finding[] = [];
  if (firstDeployedAt(change) === undefined) {
    findings.push(finding('deployment.missing', { environment }));
  }
  if (lastDeploymentFailed(change)) {
    findings.push(finding('deployment.failed', { environment }));
  }
  return findings;
}
