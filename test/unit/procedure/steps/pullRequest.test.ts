import assert from 'node:assert/strict';
import { same, testMergedStep, testStep } from '../cases.ts';
import {
  at,
  body,
  judge,
  mergedRecordWith,
  procedureWith,
  recordWith,
  stepOf,
  type RecordDraft,
} from '../records.ts';

const pullRequest = (fields: Partial<RecordDraft['pullRequest']>) => (record: RecordDraft) => {
  Object.assign(record.pullRequest, fields);
};
const unread = (record: RecordDraft): void => {
  record.unknown.push({ fact: 'pullRequest', reason: 'no access' });
};
const items = procedureWith().pullRequest.securityChecklist;
const edited = (change: (body: string) => string) => pullRequest({ body: change(body) });

describe('step 2, the pull request', () => {
  testStep(2, [
    ['filled out', 'done', [], same],
    [
      'no pull request',
      'waiting',
      ['pr.missing'],
      (record) => {
        Object.assign(record, { pullRequest: null });
      },
    ],
    ['closed without merge', 'blocked', ['pr.closed'], pullRequest({ state: 'closed' })],
    ['a draft', 'waiting', ['pr.draft'], pullRequest({ isDraft: true })],
    ['another base', 'waiting', ['pr.wrong-base'], pullRequest({ baseRef: 'develop' })],
    [
      'another base, which the procedure names',
      'done',
      [],
      pullRequest({ baseRef: 'develop' }),
      (procedure) => {
        procedure.baseBranch = 'develop';
      },
    ],
    ['the base in other letters', 'waiting', ['pr.wrong-base'], pullRequest({ baseRef: 'Main' })],
    [
      'a section is not there',
      'waiting',
      ['pr.section-missing'],
      edited((text) => text.replace('## Testing', '')),
    ],
    [
      'a section is empty',
      'waiting',
      ['pr.section-empty'],
      edited((text) => text.replace('Revert the merge commit.', '<!-- How? -->')),
    ],
    [
      'an item is not there',
      'waiting',
      ['checklist.item-missing'],
      edited((text) => text.replace(`- [x] ${items[1] ?? ''}\n`, '')),
    ],
    [
      'an item is not ticked',
      'waiting',
      ['checklist.unanswered'],
      edited((text) => text.replace('- [x]', '- [ ]')),
    ],
    [
      'an item is not applicable, without a reason',
      'waiting',
      ['checklist.no-reason'],
      edited((text) => text.replace('or logs', 'or logs N/A')),
    ],
    [
      'an item is not applicable, with a reason',
      'done',
      [],
      edited((text) => text.replace('or logs', 'or logs N/A: docs only')),
    ],
    [
      'an empty body: every section and item',
      'waiting',
      [...Array<string>(3).fill('pr.section-missing'), ...Array<string>(5).fill('checklist.item-missing')],
      pullRequest({ body: '' }),
    ],
    [
      'closed, a draft, for another base',
      'blocked',
      ['pr.closed', 'pr.draft', 'pr.wrong-base'],
      pullRequest({ state: 'closed', isDraft: true, baseRef: 'develop' }),
    ],
    [
      'in the order of the table',
      'waiting',
      [
        'pr.section-missing',
        'pr.section-empty',
        'checklist.item-missing',
        'checklist.unanswered',
        'checklist.no-reason',
      ],
      edited((text) =>
        text
          .replace('or logs', 'or logs N/A')
          .replace('- [x] Input', '- [ ] Input')
          .replace('Access', 'Excess')
          .replace('Unit tests for the limit; a run against staging.', '')
          .replace('## Summary', ''),
      ),
    ],
    [
      'edited after the final approval',
      'done',
      ['pr.edited-after-approval'],
      pullRequest({ bodyEditedAt: at('14:00:01') }),
    ],
    ['edited as the final approval came', 'done', [], pullRequest({ bodyEditedAt: at('14:00:00') })],
    [
      'edited, with no final approval',
      'done',
      [],
      (record) => {
        record.pullRequest.bodyEditedAt = at('14:30:00');
        record.reviews.pop();
      },
    ],
    [
      'edited, the reviews unread',
      'done',
      [],
      (record) => {
        record.pullRequest.bodyEditedAt = at('14:30:00');
        record.unknown.push({ fact: 'reviews', reason: 'no access' });
      },
    ],
    [
      'unread, for all the rest',
      'unknown',
      ['fact.unknown'],
      (record) => {
        pullRequest({ state: 'closed', isDraft: true, baseRef: 'develop', body: '' })(record);
        unread(record);
      },
    ],
    [
      'unread and not there',
      'unknown',
      ['fact.unknown'],
      (record) => {
        Object.assign(record, { pullRequest: null });
        unread(record);
      },
    ],
    ['merged, not said when', 'unknown', ['fact.unknown'], pullRequest({ state: 'merged', body: '' })],
  ]);
});

describe('step 2 of a merged pull request', () => {
  testMergedStep(2, [
    ['filled out', 'done', [], same],
    [
      'edited after the merge',
      'unknown',
      ['pr.edited-after-merge', 'pr.edited-after-approval'],
      pullRequest({ bodyEditedAt: at('16:00:01') }),
    ],
    [
      'edited at the merge',
      'done',
      ['pr.edited-after-approval'],
      pullRequest({ bodyEditedAt: at('16:00:00') }),
    ],
    [
      'edited after the merge: the rest is judged as it stands',
      'waiting',
      ['pr.section-missing', 'pr.edited-after-merge', 'pr.edited-after-approval'],
      pullRequest({ bodyEditedAt: at('16:00:01'), body: body.replace('## Testing', '') }),
    ],
  ]);
});

describe('what step 2 says', () => {
  it('gives the last of several final approvals as the one that came before the edit', () => {
    const record = recordWith((draft) => {
      draft.pullRequest.bodyEditedAt = at('14:30:00');
      draft.reviews.push({
        ...draft.reviews[2],
        id: 'late',
        author: 'lead-2',
        submittedAt: at('14:20:00'),
      } as never);
      draft.teams['acme/leads'] = ['lead-1', 'lead-2'];
    });
    const two = procedureWith((procedure) => {
      procedure.roles['engineering-lead'].approvals = 2;
    });
    assert.deepEqual(
      stepOf(judge(record, two), 2).findings.map(({ data }) => data),
      [{ editedAt: at('14:30:00'), approvedAt: at('14:20:00') }],
    );
  });

  it('gives the times of an edit and of the merge before it as the host wrote them', () => {
    const report = judge(
      mergedRecordWith((record) => {
        record.pullRequest.bodyEditedAt = at('16:00:01');
      }),
    );
    assert.deepEqual(stepOf(report, 2).findings.find(({ code }) => code === 'pr.edited-after-merge')?.data, {
      editedAt: at('16:00:01'),
      mergedAt: at('16:00:00'),
    });
  });

  it('names the section, the item, the bases', () => {
    const report = judge(recordWith(pullRequest({ body: '## Summary\n', baseRef: 'x' })));
    assert.deepEqual(
      stepOf(report, 2)
        .findings.slice(0, 5)
        .map(({ data }) => data),
      [
        { base: 'x', expected: 'main' },
        { section: 'Testing' },
        { section: 'Rollback plan' },
        { section: 'Summary' },
        { item: items[0] },
      ],
    );
  });
});
