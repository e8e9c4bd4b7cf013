import type { ChangeRecord } from '../procedure/changeRecord.ts';
import { roleIds, type Procedure } from '../procedure/procedure.ts';
import type { CodeHost } from './codeHost.ts';

/** The members of each team that the procedure names. */
export async function teamsOf(
  { roles }: Procedure,
  codeHost: Pick<CodeHost, 'teamMembers'>,
  signal: AbortSignal,
): Promise<ChangeRecord['teams']> {
  const named = new Set(roleIds.flatMap((role) => roles[role].teams));
  const read = await Promise.all(
    [...named].map(async (team) => [team, await codeHost.teamMembers(team, signal)] as const),
  );
  return Object.fromEntries(read);
}
