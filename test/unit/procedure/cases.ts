import assert from 'node:assert/strict';
import type { StepNumber, StepStatus } from '../../../src/procedure/report.ts';
import {
  codesOf,
  judge,
  mergedRecordWith,
  procedureWith,
  recordWith,
  stepOf,
  type ProcedureDraft,
  type RecordDraft,
} from './records.ts';

/** What differs from the compliant change, and what the step then says. */
export type Case = readonly [
  name: string,
  status: StepStatus,
  codes: readonly string[],
  record: (record: RecordDraft) => void,
  procedure?: (procedure: ProcedureDraft) => void,
];

/** A test for each case: the step's status and all its codes, in order. */
export function testStep(number: StepNumber, cases: readonly Case[], base = recordWith): void {
  for (const [name, status, codes, record, procedure] of cases) {
    it(name, () => {
      const report = judge(base(record), procedureWith(procedure));
      assert.deepEqual(codesOf(report, number), codes);
      assert.equal(stepOf(report, number).status, status);
    });
  }
}

export function testMergedStep(number: StepNumber, cases: readonly Case[]): void {
  testStep(number, cases, mergedRecordWith);
}

export const same = (): void => undefined;
