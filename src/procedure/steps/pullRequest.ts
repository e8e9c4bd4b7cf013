import type { Change } from '../change.ts';
import type { PullRequest } from '../changeRecord.ts';
import type { Description } from '../description.ts';
import { descriptionFindings } from '../descriptionFindings.ts';
import { finding } from '../findings.ts';
import { instant, type Instant } from '../instants.ts';
import type { Finding } from '../report.ts';
import { unreadFindings } from './unread.ts';

/**
 * Step 2: the developer submits a pull request when development is complete, filling out the required
 * template, including a security checklist.
 *
 * @param finalApprovals the times of the approvals that fill step 6
 */
export function pullRequestFindings(
  change: Change,
  description: Description | null,
  finalApprovals: readonly string[],
): Finding[] {
  const { pullRequest, record } = change;
  if (pullRequest === null || description === null) {
    const isMissing = record.pullRequest === null && !change.unread.has('pullRequest');
    return isMissing ? [finding('pr.missing', {})] : unreadFindings(change, ['pullRequest']);
  }
  return [
    ...judgeState(change, pullRequest),
    ...descriptionFindings(description).map(({ finding: found }) => found),
    ...judgeEdit(change, pullRequest, finalApprovals),
  ];
}

function judgeState({ baseBranch }: Change, { state, isDraft, baseRef }: PullRequest): Finding[] {
  const findings: Finding[] = [];
  if (state === 'closed') {
    findings.push(finding('pr.closed', {}));
  }
  if (isDraft) {
    findings.push(finding('pr.draft', {}));
  }
  if (baseRef !== baseBranch) {
    findings.push(finding('pr.wrong-base', { base: baseRef, expected: baseBranch }));
  }
  return findings;
}

function judgeEdit(
  { mergedAt }: Change,
  pullRequest: PullRequest,
  finalApprovals: readonly string[],
): Finding[] {
  const { bodyEditedAt } = pullRequest;
  if (bodyEditedAt === undefined) {
    return [];
  }
  const editedAt = instant(bodyEditedAt);
  const findings: Finding[] = [];
  if (mergedAt !== null && editedAt > mergedAt) {
    findings.push(
      finding('pr.edited-after-merge', {
        editedAt: bodyEditedAt,
        mergedAt: pullRequest.mergedAt ?? mergedAt,
      }),
    );
  }
  const approvedAt = latest(finalApprovals);
  if (approvedAt !== undefined && editedAt > instant(approvedAt)) {
    findings.push(finding('pr.edited-after-approval', { editedAt: bodyEditedAt, approvedAt }));
  }
  return findings;
}

function latest(times: readonly Instant[]): string | undefined {
  return times.reduce<string | undefined>(
    (last, time) => (last === undefined || instant(time) > instant(last) ? time : last),
    undefined,
  );
}
