import assert from 'node:assert/strict';
import { approvalLine } from '../../../src/procedure/approvalLines.ts';
import type { Approval } from '../../../src/procedure/report.ts';
import { at, first, recordWith } from './records.ts';

describe('what an approval is worth', () => {
  const record = recordWith();
  const approval: Approval = {
    review: 'r1',
    author: 'pia',
    commitSha: first,
    at: at('10:00:00'),
    counts: true,
  };
  const rows: [name: string, approval: Approval, brief: string, sentence: string][] = [
    ['one that counts', approval, 'counts', 'The approval by @pia counts.'],
    [
      'one that does not',
      { ...approval, counts: false, reason: 'approval.author' },
      'opened the pull request',
      '@pia opened the pull request and cannot approve it.',
    ],
    [
      'one of an earlier commit',
      { ...approval, counts: false, reason: 'approval.stale' },
      'approved an older commit',
      'The approval by @pia is for abcdef1; 1 commit came after it.',
    ],
    [
      'one of a commit that is gone',
      { ...approval, commitSha: 'f00df00d', counts: false, reason: 'approval.stale' },
      'approved an older commit',
      'The approval by @pia is for f00df00; the head is another commit now.',
    ],
  ];
  for (const [name, given, brief, sentence] of rows) {
    it(name, () => {
      const line = approvalLine(given, record);
      assert.deepEqual([String(line.brief), String(line.sentence)], [brief, sentence]);
    });
  }
});
