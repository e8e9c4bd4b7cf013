import type { ChangeRecord } from '../procedure/changeRecord.ts';

export interface UnreadTeam {
  /** As the procedure names it: `acme/qa`. */
  readonly team: string;
  readonly reason: string;
}

/** The teams whose members could not be read, and what to do about it; the report says only what follows from it. */
export function unreadTeams({ teams }: ChangeRecord): readonly UnreadTeam[] {
  return Object.entries(teams).flatMap(([team, members]) =>
    'unknown' in members ? [{ team, reason: members.unknown }] : [],
  );
}
