import type { AuditProgress } from '../../evidence/audit/ports.ts';
import { briefMomentOf, t } from '../language.ts';

/** What an audit is busy with, in a line. */
export function progressText(told: AuditProgress): string {
  switch (told.kind) {
    case 'repositories':
      return t`Listing the repositories of ${told.owner}…`;
    case 'population':
      return t`Reading the history of ${placeOf(told)}…`;
    case 'mapping':
      return t`${placeOf(told)}: looking up what brought the commits`;
    case 'reading': {
      const part = t`${placeOf(told)}: ${told.done} of ${told.all} commits`;
      return told.remaining === undefined ? part : t`${part}, ${timeLeft(told.remaining)}`;
    }
    case 'waiting':
      return t`${told.reason} Going on at ${briefMomentOf(told.until)}.`;
    case 'writing':
      return t`Writing the files…`;
  }
}

/** How much of the whole is done, from 0 to 100; undefined when that cannot be told. */
export function progressShare(told: AuditProgress): number | undefined {
  if (!('number' in told)) {
    return undefined;
  }
  const within = told.kind === 'reading' && told.all > 0 ? told.done / told.all : 0;
  return ((told.number - 1 + within) / told.of) * 100;
}

function placeOf({ repository, number, of }: { repository: string; number: number; of: number }): string {
  return of > 1 ? t`${repository} (${number} of ${of})` : repository;
}

function timeLeft(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  return minutes < 1
    ? t`less than a minute left`
    : minutes === 1
      ? t`a minute left`
      : t`${minutes} minutes left`;
}
