import { finding } from '../findings.ts';
import { instant, moreThanADayAfter } from '../instants.ts';
import type { Finding } from '../report.ts';
import { roleFindings, type Reviewing } from './approvals.ts';

/** Step 3: a qualified peer reviews the code, and approves the pull request. */
export function peerReviewFindings(reviewing: Reviewing): Finding[] {
  const { pullRequest, mergedAt, record } = reviewing.change;
  const findings = roleFindings(reviewing, 'peer-reviewer');
  if (mergedAt !== null && moreThanADayAfter(instant(record.capturedAt), mergedAt)) {
    findings.push(
      finding('membership.later', {
        mergedAt: pullRequest?.mergedAt ?? mergedAt,
        capturedAt: record.capturedAt,
      }),
    );
  }
  return findings;
}
