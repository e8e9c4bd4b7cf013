import assert from 'node:assert/strict';
import { changeState } from '../../../src/procedure/changeState.ts';
import type { ChangeRecord } from '../../../src/procedure/changeRecord.ts';
import { judge, mergedRecordWith, recordWith, review } from './records.ts';

const cases: readonly (readonly [words: string, tone: string, record: ChangeRecord])[] = [
  ['ready to merge', 'good', recordWith()],
  [
    '4 of 6 steps',
    'open',
    recordWith((record) => (record.files = [{ path: 'Dockerfile', status: 'added' }])),
  ],
  [
    '4 of 6 steps',
    'blocked',
    recordWith((record) => record.reviews.push(review('peer-1', '14:30:00', { state: 'CHANGES_REQUESTED' }))),
  ],
  ['closed', 'blocked', recordWith((record) => (record.pullRequest.state = 'closed'))],
  [
    'not all could be read',
    'unknown',
    recordWith((record) => record.unknown.push({ fact: 'checks', reason: 'no' })),
  ],
  ['merged, compliant', 'good', mergedRecordWith()],
  ['merged, not compliant', 'violated', mergedRecordWith((record) => record.reviews.pop())],
  [
    'merged, not all could be read',
    'unknown',
    mergedRecordWith((record) => record.unknown.push({ fact: 'checks', reason: 'no' })),
  ],
];

describe('changeState', () => {
  for (const [words, tone, record] of cases) {
    it(`${words}, ${tone}`, () => {
      const state = changeState({ record, report: judge(record) });
      assert.deepEqual([String(state.words), state.tone], [words, tone]);
    });
  }
});
