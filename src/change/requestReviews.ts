import type { RoleId } from '../procedure/procedure.ts';
import type { Change } from './observedChange.ts';

/** A person or a team that can be asked for a review. */
export type Reviewer =
  | { readonly kind: 'person'; readonly login: string }
  /** Of the organization that the repository belongs to: a host asks no other. */
  | { readonly kind: 'team'; readonly slug: string; readonly name: string };

/** Asks for reviews on the code host. */
export interface ReviewRequests {
  /** @throws {HumanError} and {@link Cancelled}. */
  requestReviews(pullRequest: number, reviewers: readonly Reviewer[], signal: AbortSignal): Promise<void>;
}

/** Whom to ask to fill a place of the role: its teams, then the people who could approve now. */
export function reviewersFor(role: RoleId, { procedure, record, report }: Change): readonly Reviewer[] {
  const { owner } = record.repository;
  const teams = procedure.roles[role].teams.flatMap((name): Reviewer[] => {
    const [organization = '', slug = ''] = name.split('/');
    return organization.toLowerCase() === owner.toLowerCase() ? [{ kind: 'team', slug, name }] : [];
  });
  const eligible = report.remaining.find((remaining) => remaining.role === role)?.eligible ?? [];
  return [...teams, ...eligible.map((login): Reviewer => ({ kind: 'person', login }))];
}
