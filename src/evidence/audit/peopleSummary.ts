import type { RoleId } from '../../procedure/procedure.ts';
import { login } from '../../procedure/people.ts';
import type { AuditedChange } from './entry.ts';
import type { Listing, PersonSummary } from './summary.ts';

interface Acts {
  readonly login: string;
  kind: PersonSummary['kind'];
  opened: number;
  merged: number;
  mergedOwn: number;
  severalAtOnce: number;
  readonly approvals: Map<RoleId, number>;
}

/** Adds up who did what. */
export class PeopleSummary {
  readonly #acts = new Map<string, Acts>();

  add({ record, report }: AuditedChange): void {
    const kinds = new Map(Object.entries(record.people).map(([name, { kind }]) => [login(name), kind]));
    const actsOf = (name: string): Acts => {
      const acts = this.#acts.get(login(name)) ?? newActs(name);
      acts.kind = kinds.get(login(name)) ?? acts.kind;
      this.#acts.set(login(name), acts);
      return acts;
    };
    const rolesHere = new Map<Acts, Set<string>>();
    const plays = (acts: Acts, role: string) => {
      rolesHere.set(acts, (rolesHere.get(acts) ?? new Set()).add(role));
    };
    const { author, mergedBy } = record.pullRequest ?? {};
    if (author !== undefined) {
      const acts = actsOf(author);
      acts.opened += 1;
      plays(acts, 'developer');
    }
    if (mergedBy !== undefined) {
      const acts = actsOf(mergedBy);
      acts.merged += 1;
      acts.mergedOwn += login(mergedBy) === login(author ?? '') ? 1 : 0;
    }
    for (const { role, approvals } of report.steps) {
      for (const approval of role === 'developer' ? [] : approvals.filter(({ counts }) => counts)) {
        const acts = actsOf(approval.author);
        acts.approvals.set(role as RoleId, (acts.approvals.get(role as RoleId) ?? 0) + 1);
        plays(acts, role);
      }
    }
    for (const [acts, roles] of rolesHere) {
      acts.severalAtOnce += roles.size > 1 ? 1 : 0;
    }
  }

  /** @param most how many are listed. */
  first(most: number): Listing<PersonSummary> {
    const all = [...this.#acts.values()]
      .map((acts): PersonSummary => ({
        ...acts,
        approvals: Object.fromEntries(acts.approvals),
        roles: acts.approvals.size + (acts.opened > 0 ? 1 : 0),
      }))
      .sort(byRoles);
    return { listed: all.slice(0, most), total: all.length };
  }
}

function newActs(name: string): Acts {
  return {
    login: name,
    kind: 'user',
    opened: 0,
    merged: 0,
    mergedOwn: 0,
    severalAtOnce: 0,
    approvals: new Map(),
  };
}

/** Those with several roles first, then by login. */
function byRoles(a: PersonSummary, b: PersonSummary): number {
  const order = [b.severalAtOnce - a.severalAtOnce, b.roles - a.roles, a.login < b.login ? -1 : 1];
  return order.find((each) => each !== 0) ?? 0;
}
