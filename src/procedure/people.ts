import type { ChangeRecord, Person } from './changeRecord.ts';
import { permissions, roleIds, type Procedure, type Role, type RoleId } from './procedure.ts';

/** A login as it is compared: without regard to case. */
export type Login = string;

export function login(name: string): Login {
  return name.toLowerCase();
}

/** Whether a person is in a role, as far as it could be read. */
export type Membership = 'in' | 'out' | 'unknown';

export interface People {
  isBot(person: Login): boolean;
  permission(person: Login): Person['permission'];
  membership(person: Login, role: RoleId): Membership;
  /** Whether the role names any team, user or permission. */
  isConfigured(role: RoleId): boolean;
  /** Everyone known to be in the role, by login, as they are spelled; null when a team of it is unread. */
  membersOf(role: RoleId): ReadonlyMap<Login, string> | null;
}

/** Someone of whom the record says nothing. */
const stranger: Person = { kind: 'user', permission: 'unknown' };

interface Members {
  /** Of the teams that were read, and those named one by one. */
  readonly named: ReadonlyMap<Login, string>;
  readonly hasUnreadTeam: boolean;
}

export function readPeople(procedure: Procedure, record: ChangeRecord): People {
  const persons = new Map<Login, Person & { readonly name: string }>();
  for (const [name, { kind, permission }] of Object.entries(record.people)) {
    const key = login(name);
    persons.set(key, same({ name, kind, permission }, persons.get(key)));
  }
  const teams = readTeams(record);
  const members = new Map<RoleId, Members>();
  for (const role of roleIds) {
    members.set(role, readMembers(procedure.roles[role], teams));
  }
  const membersIn = (role: RoleId): Members => members.get(role) ?? { named: new Map(), hasUnreadTeam: true };
  const permission = (person: Login): Person['permission'] => (persons.get(person) ?? stranger).permission;

  return {
    isBot: (person) => persons.get(person)?.kind === 'bot',
    permission,
    membership(person, role) {
      const { named, hasUnreadTeam } = membersIn(role);
      const level = procedure.roles[role].permission;
      if (named.has(person) || (level !== undefined && isAtLeast(permission(person), level))) {
        return 'in';
      }
      return hasUnreadTeam || (level !== undefined && permission(person) === 'unknown') ? 'unknown' : 'out';
    },
    isConfigured(role) {
      const { teams: named, users, permission: level } = procedure.roles[role];
      return named.length > 0 || users.length > 0 || level !== undefined;
    },
    membersOf(role) {
      const { named, hasUnreadTeam } = membersIn(role);
      if (hasUnreadTeam) {
        return null;
      }
      const level = procedure.roles[role].permission;
      const all = new Map([...named].map(([key, name]) => [key, persons.get(key)?.name ?? name]));
      for (const [key, person] of persons) {
        if (level !== undefined && isAtLeast(person.permission, level)) {
          all.set(key, person.name);
        }
      }
      return all;
    },
  };
}

/** Whether a permission is known to be that level or a higher one. */
export function isAtLeast(permission: Person['permission'], level: (typeof permissions)[number]): boolean {
  const rank = (permissions as readonly string[]).indexOf(permission);
  return rank !== -1 && rank <= permissions.indexOf(level);
}

/** One person from two entries that differ in case: where they contradict each other, nothing is taken on trust. */
function same(
  entry: Person & { readonly name: string },
  other: (Person & { readonly name: string }) | undefined,
): Person & { readonly name: string } {
  if (other === undefined) {
    return entry;
  }
  return {
    name: entry.name < other.name ? entry.name : other.name,
    kind: entry.kind === 'bot' ? 'bot' : other.kind,
    permission: entry.permission === other.permission ? entry.permission : 'unknown',
  };
}

/** The teams' members by team, both without regard to case; a team that is told in two ways is unread. */
function readTeams(record: ChangeRecord): Map<string, ReadonlyMap<Login, string> | null> {
  const teams = new Map<string, ReadonlyMap<Login, string> | null>();
  for (const [name, told] of Object.entries(record.teams)) {
    const members = 'unknown' in told ? null : byLogin(told);
    const key = name.toLowerCase();
    const before = teams.get(key);
    teams.set(key, before === undefined || sameMembers(members, before) ? members : null);
  }
  return teams;
}

function sameMembers(a: ReadonlyMap<Login, string> | null, b: ReadonlyMap<Login, string> | null): boolean {
  return a !== null && b !== null && a.size === b.size && [...a.keys()].every((key) => b.has(key));
}

function readMembers(role: Role, teams: ReadonlyMap<string, ReadonlyMap<Login, string> | null>): Members {
  const named = byLogin(role.users);
  let hasUnreadTeam = false;
  for (const team of role.teams) {
    const members = teams.get(team.toLowerCase());
    if (members === undefined || members === null) {
      hasUnreadTeam = true;
      continue;
    }
    for (const [key, name] of members) {
      named.set(key, name);
    }
  }
  return { named, hasUnreadTeam };
}

function byLogin(names: readonly string[]): Map<Login, string> {
  return new Map(names.map((name) => [login(name), name]));
}
