import assert from 'node:assert/strict';
import { changeEvents } from '../../../src/change/changeEvents.ts';
import type { Change } from '../../../src/change/observedChange.ts';
import { commit, head, review, type RecordDraft } from '../procedure/records.ts';
import { changeWith } from './changes.ts';

type Edit = (record: RecordDraft) => void;

const without =
  (...authors: string[]): Edit =>
  (record) => {
    record.reviews = record.reviews.filter(({ author }) => !authors.includes(author));
  };
const adding =
  (...reviews: RecordDraft['reviews']): Edit =>
  (record) => {
    record.reviews.push(...reviews);
  };
const same: Edit = () => undefined;

const next = 'fade000000000000000000000000000000000000';
const pushedBy =
  (committer: string): Edit =>
  (record) => {
    record.commits.push(commit(next, { parents: [head], authors: [committer], committer }));
    record.pullRequest.headSha = next;
    record.branch.headSha = next;
  };
const dismissed: Edit = (record) => {
  record.reviews = record.reviews.map((each) =>
    each.author === 'peer-1' ? { ...each, state: 'DISMISSED' } : each,
  );
};
const unread: Edit = (record) => {
  record.unknown.push({ fact: 'reviews', reason: 'the host had trouble' });
};

const request = review('peer-1', '14:30:00', { state: 'CHANGES_REQUESTED' });

/** What differs from the compliant change before and after, and what is told of it. */
const cases: readonly (readonly [name: string, before: Edit, after: Edit, told: readonly string[]])[] = [
  ['nothing happened', same, same, []],
  ['an approval came', without('peer-1', 'lead-1'), without('lead-1'), ['approval-came by peer-1']],
  [
    'the last approval came, and it is ready: both by the same person',
    without('lead-1'),
    same,
    ['approval-came by lead-1', 'ready-to-merge by lead-1'],
  ],
  [
    'two approvals came at once, and it is ready',
    without('qa-1', 'lead-1'),
    same,
    ['approval-came by qa-1', 'approval-came by lead-1', 'ready-to-merge'],
  ],
  [
    'a check came in, and it is ready',
    (record) => {
      record.checks = [];
    },
    same,
    ['ready-to-merge'],
  ],
  [
    'an approval came that does not count',
    same,
    adding(review('robot[bot]', '14:20:00'), review('reader-1', '14:20:00')),
    [],
  ],
  [
    'changes were requested by one whose approval it was',
    same,
    adding(request),
    ['changes-requested by peer-1'],
  ],
  ['changes stay requested', adding(request), adding(request), []],
  [
    'others pushed',
    same,
    pushedBy('peer-2'),
    ['approval-lost: approval.stale', 'approval-lost: approval.stale', 'approval-lost: approval.stale'],
  ],
  ['the viewer pushed', same, pushedBy('Dev-1'), []],
  ['an approval was dismissed', same, dismissed, ['approval-lost']],
  ['the reviews can no longer be read', same, unread, []],
  ['the reviews can be read again', unread, same, []],
  ['the pull request is another', same, (record) => (record.pullRequest.number = 131), []],
];

describe('changeEvents', () => {
  const told = (before: Change, after: Change): string[] =>
    changeEvents(before, after).map(
      ({ kind, person, reason }) =>
        `${kind}${person === undefined ? '' : ` by ${person}`}${reason === undefined ? '' : `: ${reason}`}`,
    );

  for (const [name, before, after, expected] of cases) {
    it(name, () => {
      assert.deepEqual(told(changeWith(before), changeWith(after)), expected);
    });
  }

  it('tells the viewer’s own approval to others only', () => {
    const before = without('lead-1');
    for (const [viewer, expected] of [
      ['LEAD-1', []],
      ['peer-1', ['approval-came by lead-1', 'ready-to-merge by lead-1']],
      [undefined, []],
    ] as const) {
      assert.deepEqual(told(changeWith(before, { viewer }), changeWith(same, { viewer })), expected);
    }
  });

  it('gives the same event the same id, and each its own', () => {
    const ids = (): string[] =>
      changeEvents(changeWith(without('qa-1', 'lead-1')), changeWith()).map(({ id }) => id);
    assert.deepEqual(ids(), ids());
    assert.equal(new Set(ids()).size, 3);
    assert.ok(ids().every((id) => id.startsWith('130:')));
  });
});
