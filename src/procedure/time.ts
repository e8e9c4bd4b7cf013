import type { ShapeOf, TextShape } from './shape.ts';

/** A time as records give it: `YYYY-MM-DDTHH:MM:SS[.fraction]Z`, and a real instant. */
export const time: ShapeOf<string> = {
  kind: 'text',
  noun: 'a time such as `2026-03-01T09:30:00Z`',
  problem: timeProblem,
} satisfies TextShape;

const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;
const daysByMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** `Date.parse` would carry the 30th of February over into March, and take 24:00: neither is on a calendar. */
function timeProblem(text: string): string | undefined {
  if (!form.test(text)) {
    return 'it must have the form YYYY-MM-DDTHH:MM:SSZ, in UTC';
  }
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8, 10));
  const days = month === 2 && isLeapYear(Number(text.slice(0, 4))) ? 29 : (daysByMonth[month - 1] ?? 0);
  if (day < 1 || day > days) {
    return 'there is no such day';
  }
  if (text.slice(11, 13) > '23' || text.slice(14, 16) > '59' || text.slice(17, 19) > '59') {
    return 'there is no such time of day';
  }
  return undefined;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
