import type { ChangeFacts } from './observedChange.ts';

/** Whether two looks found the same, apart from when they were. */
export function sameFacts(a: ChangeFacts, b: ChangeFacts): boolean {
  return withoutTime(a) === withoutTime(b);
}

function withoutTime({ record, ...facts }: ChangeFacts): string {
  return JSON.stringify({ ...facts, record: { ...record, capturedAt: undefined } });
}
