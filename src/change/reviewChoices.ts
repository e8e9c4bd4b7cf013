import type { RoleId } from '../procedure/procedure.ts';
import type { Change } from './observedChange.ts';
import type { Reviewers } from './pullRequests.ts';

/** A person or a team that can be asked for a review. */
export type Reviewer =
  | { readonly kind: 'person'; readonly login: string }
  /** Of the organization that the repository belongs to: a host asks no other. */
  | { readonly kind: 'team'; readonly slug: string; readonly name: string };

/** Whom to ask to fill a place of the role: its teams, then the people who could approve now. */
export function reviewChoices(role: RoleId, { procedure, record, report }: Change): readonly Reviewer[] {
  const { owner } = record.repository;
  const teams = procedure.roles[role].teams.flatMap((name): Reviewer[] => {
    const [organization = '', slug = ''] = name.split('/');
    return organization.toLowerCase() === owner.toLowerCase() ? [{ kind: 'team', slug, name }] : [];
  });
  const eligible = report.remaining.find((remaining) => remaining.role === role)?.eligible ?? [];
  return [...teams, ...eligible.map((login): Reviewer => ({ kind: 'person', login }))];
}

/** As the host's pull requests take them. */
export function requested(reviewers: readonly Reviewer[]): Reviewers {
  return {
    users: reviewers.flatMap((each) => (each.kind === 'person' ? [each.login] : [])),
    teams: reviewers.flatMap((each) => (each.kind === 'team' ? [each.slug] : [])),
  };
}
