import { roleIds } from '../../../procedure/procedure.ts';
import { html, type Html } from '../../page/html.ts';
import { section, table, who } from '../../page/parts.ts';
import type { AuditSummary, PersonSummary } from '../summary.ts';
import { counted, number } from './words.ts';

const roleHeads = {
  'peer-reviewer': 'Peer',
  'security-team': 'Security',
  'qa-team': 'QA',
  'engineering-lead': 'Lead',
} as const;

/** Who did what how often; those in several roles first, for the separation of duties. */
export function peopleSection({ people }: AuditSummary): Html {
  const several = people.listed.filter(({ roles }) => roles > 1);
  const rest = people.total - people.listed.length;
  return section(
    'people',
    'People in several roles',
    several.length === 0
      ? html`<p>Nobody acted in more than one role.</p>`
      : html`<p>
          ${counted(several.length, 'person', 'people')} acted in more than one role in the period. That is
          allowed from change to change; within one change the procedure says whether it is.
        </p>`,
    people.listed.length === 0 ? undefined : tableOf('Who did what', people.listed),
    rest > 0 ? html`<p class="note">And ${counted(rest, 'more person', 'more people')}.</p>` : undefined,
  );
}

function tableOf(caption: string, people: readonly PersonSummary[]): Html {
  return table(
    caption,
    [
      'Person',
      'Roles',
      'Opened',
      ...roleIds.map((role) => roleHeads[role]),
      'Merged',
      'Merged own',
      'Several in one change',
    ],
    people.map(({ login, kind, roles, opened, approvals, merged, mergedOwn, severalAtOnce }) => [
      html`${who(login)}${kind === 'bot' ? html` <span class="tag">bot</span>` : undefined}`,
      roles > 1 ? html`<b>${roles}</b>` : roles,
      some(opened),
      ...roleIds.map((role) => some(approvals[role] ?? 0)),
      some(merged),
      some(mergedOwn),
      severalAtOnce > 0 ? html`<b class="is-warning">${number(severalAtOnce)}</b>` : '',
    ]),
  );
}

function some(value: number): string {
  return value === 0 ? '' : number(value);
}
