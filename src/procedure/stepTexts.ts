import type { StepId } from './report.ts';

/** How a step is called, who does it, and what ENG-PROC-003 says of it. */
export interface StepText {
  readonly title: string;
  readonly owner: string;
  readonly text: string;
}

/** The six steps in the procedure's own words. */
export const stepTexts: Readonly<Record<StepId, StepText>> = {
  ticket: {
    title: 'Ticket and branch',
    owner: 'Developer',
    text: 'Creates an issue ticket in the tracking system to document the planned change and creates a new feature branch in the source code repository.',
  },
  'pull-request': {
    title: 'Pull request',
    owner: 'Developer',
    text: 'Submits a pull request when development is complete, filling out the required pull request template, including a security checklist.',
  },
  'peer-review': {
    title: 'Peer review',
    owner: 'Peer Reviewer',
    text: 'A qualified peer reviews the code for correctness, quality, and adherence to coding standards, and provides approval on the pull request.',
  },
  'security-review': {
    title: 'Security review',
    owner: 'Security Team',
    text: 'Reviews the pull request for any security implications. Approval is required for changes impacting security controls or sensitive data.',
  },
  qa: {
    title: 'QA sign-off',
    owner: 'QA Team',
    text: 'Tests the changes in a dedicated staging environment to verify functionality and ensure no regressions are introduced. Provides sign-off.',
  },
  'final-approval': {
    title: 'Final approval',
    owner: 'Engineering Lead',
    text: 'Provides the final review and approval to merge the pull request into the main branch, authorizing its deployment to production.',
  },
};
