import type { HinderingCode } from '../../procedure/findingBriefs.ts';
import type { ApprovalReason } from '../../procedure/report.ts';

/** Those of the audit itself, errors of the report, and why approvals of an open step do not count. */
export type ExceptionCode =
  'push.direct' | 'merge.other-branch' | 'merge.bypass' | HinderingCode | ApprovalReason;

/** What each is called where many are counted; its own sentence says it of one change. */
export const exceptionTitles: Readonly<Record<ExceptionCode, string>> = {
  'push.direct': 'Pushed to the base branch without a pull request',
  'merge.other-branch': 'Came through a pull request into another branch',
  'merge.bypass': 'Merged by an administrator while steps were open',
  'merged.early': 'Merged while steps were open',
  'ticket.missing': 'No ticket',
  'ticket.is-pull-request': 'The ticket is a pull request',
  'ticket.not-planned': 'The ticket was not planned',
  'ticket.late': 'The ticket was created too late',
  'ticket.closed-early': 'The ticket was closed too early',
  'branch.is-base': 'The branch is the base branch',
  'pr.missing': 'No pull request',
  'pr.closed': 'Closed without a merge',
  'pr.draft': 'Merged as a draft',
  'pr.wrong-base': 'Merged into another branch',
  'pr.section-missing': 'A section of the description is missing',
  'pr.section-empty': 'A section of the description is empty',
  'pr.edited-after-merge': 'The description was edited after the merge',
  'checklist.item-missing': 'An item of the security checklist is missing',
  'checklist.unanswered': 'The security checklist was not answered',
  'checklist.no-reason': 'Not applicable, with no reason given',
  'approvals.missing': 'An approval is missing',
  'changes-requested': 'Merged over a request for changes',
  'role.unconfigured': 'Nobody has the role',
  'role.unknown': 'Who is in the role could not be read',
  'author.unknown': 'Who wrote a commit is not known',
  'checks.failing': 'A check failed',
  'checks.pending': 'A check had not finished',
  'checks.missing': 'A check did not run',
  'deployment.missing': 'Not deployed for QA',
  'deployment.failed': 'The deployment for QA failed',
  'steps.open': 'Approved while steps were open',
  'fact.unknown': 'A fact could not be read',
  'approval.bot': 'Approved by a bot',
  'approval.author': 'Approved by its author',
  'approval.contributor': 'Approved by someone who worked on it',
  'approval.after-merge': 'Approved after the merge',
  'approval.no-commit': 'Approved no commit',
  'approval.stale': 'The approval was for an earlier commit',
  'signoff.before-deployment': 'Signed off before the deployment',
  'approval.role-unknown': 'Approved by someone whose role could not be read',
  'approval.not-in-role': 'Approved by someone who is in no role',
  'approval.other-role': 'One person for two roles',
  'approval.out-of-order': 'The final approval came too early',
};

export function isExceptionCode(code: string): code is ExceptionCode {
  return Object.hasOwn(exceptionTitles, code);
}
