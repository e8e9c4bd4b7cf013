import { finding } from '../findings.ts';
import type { Finding, Step, StepNumber } from '../report.ts';
import { statusOf } from '../status.ts';
import { roleFindings, type Reviewing } from './approvals.ts';

/** Step 6: the engineering lead gives the final review and the approval to merge. */
export function finalApprovalFindings(
  reviewing: Reviewing,
  earlier: readonly Pick<Step, 'number' | 'status'>[],
): Finding[] {
  const { change } = reviewing;
  const findings = roleFindings(reviewing, 'engineering-lead');
  if (change.unread.has('pullRequest')) {
    return findings;
  }
  const open = earlier.filter(isOpen).map(({ number }) => number);
  if (change.mergedAt === null) {
    if (change.procedure.approvals.finalApproval === 'last' && open.length > 0) {
      findings.push(finding('steps.open', { steps: open }));
    }
    return findings;
  }
  const steps: StepNumber[] = isOpen({ status: statusOf(findings) }) ? [...open, 6] : open;
  if (steps.length > 0) {
    findings.push(finding('merged.early', { steps }));
  }
  return findings;
}

function isOpen({ status }: Pick<Step, 'status'>): boolean {
  return status === 'waiting' || status === 'blocked';
}
