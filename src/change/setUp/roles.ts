import { say, type Text } from '../../base/say.ts';
import {
  defaultProcedure,
  roleIds,
  type Procedure,
  type Role,
  type RoleId,
} from '../../procedure/procedure.ts';
import { person } from '../../procedure/wording.ts';
import type { CodeHost } from '../codeHost.ts';
import type { Directory } from '../directory.ts';

/** Who is to act in each role, as picked. */
export type ChosenRoles = Readonly<Record<RoleId, ChosenMembers>>;

export interface ChosenMembers {
  /** As `organisation/team`. */
  readonly teams: readonly string[];
  readonly users: readonly string[];
}

/** ENG-PROC-003 with these people; peers of whom nobody was picked are all who may write. */
export function procedureWith(chosen: ChosenRoles): Procedure {
  const { roles } = defaultProcedure;
  const filled = (id: RoleId): Role => {
    const { teams, users } = chosen[id];
    return teams.length + users.length === 0 ? roles[id] : { teams, users, approvals: roles[id].approvals };
  };
  return {
    ...defaultProcedure,
    roles: {
      'peer-reviewer': filled('peer-reviewer'),
      'security-team': filled('security-team'),
      'qa-team': filled('qa-team'),
      'engineering-lead': filled('engineering-lead'),
    },
  };
}

/**
 * What is wrong with the choice, a sentence each: a role without anyone, a team or a person that the host does not
 * know, a team without members, and whoever could not be looked up.
 */
export async function roleProblems(
  chosen: ChosenRoles,
  {
    codeHost,
    directory,
  }: { readonly codeHost: Pick<CodeHost, 'teamMembers'>; readonly directory: Directory },
  signal: AbortSignal,
): Promise<readonly Text[]> {
  const nobody = roleIds
    .filter((id) => id !== 'peer-reviewer' && chosen[id].teams.length + chosen[id].users.length === 0)
    .map((id) => say`Nobody is named who approves step ${roleIds.indexOf(id) + 3}. Name a team or a person.`);
  const each = <T>(of: (members: ChosenMembers) => readonly T[]) => [
    ...new Set(roleIds.flatMap((id) => of(chosen[id]))),
  ];
  const teams = each(({ teams }) => teams).map(async (team) => {
    const members = await codeHost.teamMembers(team, signal);
    if (!Array.isArray(members)) {
      return say`The team ${team} could not be looked up: ${(members as { unknown: string }).unknown}`;
    }
    return members.length === 0
      ? say`The team ${team} has no members yet. Add some, or name another.`
      : undefined;
  });
  const users = each(({ users }) => users).map(async (login) =>
    (await directory.isThere(login, signal))
      ? undefined
      : say`There is no ${person(login)} on this host. Look at the spelling.`,
  );
  const problems = await Promise.all([...teams, ...users]);
  return [...nobody, ...problems.filter((problem) => problem !== undefined)];
}

/** Names that teams of a role usually have. */
const usualNames: Readonly<Record<RoleId, RegExp>> = {
  'peer-reviewer': /peer|review|senior|developers|engineers/i,
  'security-team': /secur|infosec/i,
  'qa-team': /(?:^|\W)qa(?:$|\W)|quality|test/i,
  'engineering-lead': /lead|manager|head/i,
};

/** The teams that are offered first for a role, by their names; people decide. */
export function likelyTeams(role: RoleId, teams: readonly string[]): readonly string[] {
  return teams.filter((team) => usualNames[role].test(team.slice(team.indexOf('/') + 1)));
}
