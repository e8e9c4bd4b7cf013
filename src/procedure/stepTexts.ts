import { say, type Text } from '../base/say.ts';
import type { StepId } from './report.ts';

/** How a step is called, and what ENG-PROC-003 says of it. */
export interface StepText {
  readonly title: Text;
  readonly text: Text;
}

/** The six steps in the procedure's own words. */
export const stepTexts: Readonly<Record<StepId, StepText>> = {
  ticket: {
    title: say`Ticket`,
    text: say`Creates an issue ticket in the tracking system to document the planned change and creates a new feature branch in the source code repository.`,
  },
  'pull-request': {
    title: say`Pull request`,
    text: say`Submits a pull request when development is complete, filling out the required pull request template, including a security checklist.`,
  },
  'peer-review': {
    title: say`Peer review`,
    text: say`A qualified peer reviews the code for correctness, quality, and adherence to coding standards, and provides approval on the pull request.`,
  },
  'security-review': {
    title: say`Security review`,
    text: say`Reviews the pull request for any security implications. Approval is required for changes impacting security controls or sensitive data.`,
  },
  qa: {
    title: say`QA`,
    text: say`Tests the changes in a dedicated staging environment to verify functionality and ensure no regressions are introduced. Provides sign-off.`,
  },
  'final-approval': {
    title: say`Final approval`,
    text: say`Provides the final review and approval to merge the pull request into the main branch, authorizing its deployment to production.`,
  },
};
