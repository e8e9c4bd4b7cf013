import assert from 'node:assert/strict';
import { changeEvents } from '../../../src/change/changeEvents.ts';
import { eventSentence } from '../../../src/change/eventSentence.ts';
import { commit, head, review, type RecordDraft } from '../procedure/records.ts';
import { changeWith } from './changes.ts';

const next = 'fade000000000000000000000000000000000000';
const change = '#130 “Ask for a second approval of large refunds”';

const cases: readonly (readonly [
  before: (record: RecordDraft) => void,
  after: (record: RecordDraft) => void,
  sentences: readonly string[],
])[] = [
  [
    (record) => record.reviews.pop(),
    () => undefined,
    [`@lead-1 approved ${change}.`, `${change} has all it needs and is ready to merge.`],
  ],
  [
    () => undefined,
    (record) => record.reviews.push(review('qa-1', '14:30:00', { state: 'CHANGES_REQUESTED' })),
    [`@qa-1 requested changes on ${change}.`],
  ],
  [
    () => undefined,
    (record) => Object.assign(record.reviews[0] ?? {}, { state: 'DISMISSED' }),
    [`The approval of ${change} by @peer-1 was dismissed.`],
  ],
  [
    (record) => (record.reviews.length = 1),
    (record) => {
      record.reviews.length = 1;
      record.commits.push(commit(next, { parents: [head], committer: 'peer-2' }));
      record.pullRequest.headSha = next;
    },
    [
      `An approval of ${change} no longer counts. The approval by @peer-1 is for c0ffee2; 1 commit came after it.`,
    ],
  ],
];

describe('eventSentence', () => {
  for (const [before, after, sentences] of cases) {
    it(sentences.join(' '), () => {
      const now = changeWith(after);
      assert.deepEqual(
        changeEvents(changeWith(before), now).map((event) => String(eventSentence(event, now))),
        sentences,
      );
    });
  }
});
