import type { Period } from '../../evidence/audit/question.ts';

/** The last whole month, quarter and year before a day, and the year so far; in UTC, as the audit counts. */
export function recentPeriods(now: Date): {
  readonly month: Period;
  readonly quarter: Period;
  readonly year: Period;
  readonly thisYear: Period;
} {
  const year = now.getUTCFullYear();
  const month = now.getUTCMonth();
  const quarter = month - (month % 3);
  const today = now.getUTCDate();
  return {
    month: { since: dayOf(year, month - 1), until: dayOf(year, month) },
    quarter: { since: dayOf(year, quarter - 3), until: dayOf(year, quarter) },
    year: { since: dayOf(year - 1, 0), until: dayOf(year, 0) },
    thisYear: { since: dayOf(year, 0), until: dayOf(year, month, today + 1) },
  };
}

/** The midnight with which a day begins, as `2025-01-31` names it; undefined when that is no day. */
export function beginningOf(day: string): string | undefined {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day.trim()) ?? [];
  if (year === undefined) {
    return undefined;
  }
  const moment = dayOf(Number(year), Number(month) - 1, Number(date));
  return moment.startsWith(day.trim()) ? moment : undefined;
}

/** The midnight with which a day ends; undefined when it is no day. */
export function endOf(day: string): string | undefined {
  const begins = beginningOf(day);
  return begins === undefined ? undefined : momentOf(Date.parse(begins) + 24 * 3_600_000);
}

/** The last day of a period, as `2025-12-31`. */
export function lastDayOf({ until }: Period): string {
  return momentOf(Date.parse(until) - 1000).slice(0, 10);
}

function dayOf(year: number, month: number, date = 1): string {
  return momentOf(Date.UTC(year, month, date));
}

function momentOf(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
