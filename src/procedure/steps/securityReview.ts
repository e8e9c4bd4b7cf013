import { finding } from '../findings.ts';
import type { Finding } from '../report.ts';
import { roleFindings, type Reviewing } from './approvals.ts';
import { approvalFacts, unreadFindings } from './unread.ts';

/**
 * Step 4: the security team reviews the pull request. Their approval is required for changes that touch
 * security controls or sensitive data.
 */
export function securityReviewFindings(
  reviewing: Reviewing,
  required: 'yes' | 'no' | 'unknown',
  impact: readonly Finding[],
): Finding[] {
  switch (required) {
    case 'yes':
      return [...roleFindings(reviewing, 'security-team'), ...impact];
    case 'no':
      return [finding('impact.none', {})];
    case 'unknown':
      return unreadFindings(reviewing.change, approvalFacts);
  }
}
