import { ticketForm } from '../ticketForm.ts';

export const issueTemplateFile = '.github/ISSUE_TEMPLATE/change.md';

/**
 * The form in which people who open a ticket on GitHub describe a planned change: the same as that of Start Change.
 *
 * @see https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/configuring-issue-templates-for-your-repository
 */
export const issueTemplate = `---
name: Planned change
about: What is to be changed, why, and how it is taken back. It comes before the pull request.
---

${ticketForm()}`;
