import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/** What became of the tests of one run. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Names the file in which a run of tests leaves its counts for whoever started it. */
export const countsVariable = 'CHANGE_GUIDE_TEST_COUNTS';

export function leaveCounts(counts: Counts): void {
  const file = process.env[countsVariable];
  if (file !== undefined) {
    writeFileSync(file, JSON.stringify(counts));
  }
}

/** @returns undefined when the run ended before it could count */
export function takeCounts(file: string): Counts | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Counts;
  } catch {
    return undefined;
  } finally {
    rmSync(file, { force: true });
  }
}

export function sum(a: Counts, b: Counts): Counts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** `7 passed, 0 failed`, and how many were skipped where some were. */
export function inWords({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;
}
