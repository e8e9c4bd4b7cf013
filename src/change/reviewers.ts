import type { Procedure, RoleId } from '../procedure/procedure.ts';
import type { ComplianceReport } from '../procedure/report.ts';
import type { Reviewers } from './pullRequests.ts';

/** Whom a role could ask for a review. */
export interface RoleReviewers extends Reviewers {
  readonly role: RoleId;
}

/**
 * Whom to ask, role by role, for the approvals that a report still needs: the role's teams, else its people. Roles that
 * name neither are left out: whoever has the permission may come by.
 *
 * @param owner the organisation whose repository it is; a host asks no other organisation's teams
 * @param author whom the host does not ask to review their own change
 */
export function reviewersFor(
  { roles }: Pick<Procedure, 'roles'>,
  { remaining }: Pick<ComplianceReport, 'remaining'>,
  { owner, author }: { readonly owner: string; readonly author: string | undefined },
): RoleReviewers[] {
  return remaining
    .map(({ role }) => {
      const teams = roles[role].teams.flatMap((team) => {
        const [organization = '', slug] = team.split('/');
        return slug !== undefined && organization.toLowerCase() === owner.toLowerCase() ? slug : [];
      });
      const users = roles[role].users.filter((login) => login.toLowerCase() !== author?.toLowerCase());
      return { role, teams, users: teams.length > 0 ? [] : users };
    })
    .filter(({ teams, users }) => teams.length + users.length > 0);
}
