import assert from 'node:assert/strict';
import type { Change } from '../../../src/change/observedChange.ts';
import { offersOfChange, offersOfRole, offersOfStep } from '../../../src/change/offers.ts';
import { recordWith, stepOf, type RecordDraft } from '../procedure/records.ts';
import { changeWith } from './changes.ts';

type Edit = (record: RecordDraft) => void;

const without =
  (...authors: readonly string[]): Edit =>
  (record) => {
    record.reviews = record.reviews.filter(({ author }) => !authors.includes(author));
  };

describe('what the Change view offers', () => {
  const bySteps: readonly [what: string, change: Change, offers: Readonly<Record<3 | 4 | 5 | 6, string>>][] =
    [
      [
        'the peer their review, whose turn it is',
        changeWith(without('peer-1', 'qa-1', 'lead-1'), { viewer: 'Peer-1' }),
        { 3: 'review mine', 4: 'askSecurity', 5: 'signOff', 6: 'finalApproval' },
      ],
      [
        'QA the sign-off',
        changeWith(without('qa-1', 'lead-1'), { viewer: 'qa-1' }),
        { 3: 'review', 4: 'askSecurity', 5: 'signOff mine', 6: 'finalApproval' },
      ],
      [
        'the lead the final approval once nobody else is missing',
        changeWith(without('lead-1'), { viewer: 'lead-1' }),
        { 3: 'review', 4: 'askSecurity', 5: 'signOff', 6: 'finalApproval mine' },
      ],
      [
        'the lead no turn while it would come too early',
        changeWith(without('qa-1', 'lead-1'), { viewer: 'lead-1' }),
        { 3: 'review', 4: 'askSecurity', 5: 'signOff', 6: 'finalApproval' },
      ],
      [
        'the lead a turn out of order where the procedure allows it',
        changeWith(without('qa-1', 'lead-1'), {
          viewer: 'lead-1',
          procedure: (procedure) => (procedure.approvals.finalApproval = 'any-order'),
        }),
        { 3: 'review', 4: 'askSecurity', 5: 'signOff', 6: 'finalApproval mine' },
      ],
      [
        'the security team their review when it is required',
        changeWith((record) => (record.files[0] = { path: 'src/auth/token.ts', status: 'modified' }), {
          viewer: 'sec-1',
        }),
        { 3: 'review', 4: 'review mine', 5: 'signOff', 6: 'finalApproval' },
      ],
      [
        'the author no review of their own',
        changeWith(without('peer-1'), { viewer: 'DEV-1' }),
        { 3: '', 4: 'askSecurity', 5: '', 6: '' },
      ],
      [
        'nobody a turn while it is not known who looks',
        changeWith(without('peer-1'), { viewer: undefined }),
        { 3: 'review', 4: 'askSecurity', 5: 'signOff', 6: 'finalApproval' },
      ],
      [
        'nothing once the pull request is closed',
        changeWith((record) => (record.pullRequest.state = 'closed'), { viewer: 'peer-1' }),
        { 3: '', 4: '', 5: '', 6: '' },
      ],
      [
        'nothing before there is a pull request',
        changeWith(undefined, { viewer: 'peer-1', record: { ...recordWith(), pullRequest: null } }),
        { 3: '', 4: '', 5: '', 6: '' },
      ],
    ];
  for (const [what, change, offers] of bySteps) {
    it(what, () => {
      const found = ([3, 4, 5, 6] as const).map((number) => [
        number,
        offersOfStep(stepOf(change.report, number), change).join(' '),
      ]);
      assert.deepEqual(Object.fromEntries(found), offers);
    });
  }

  it('nothing at the developer’s own steps', () => {
    const change = changeWith(without('peer-1'), { viewer: 'peer-1' });
    assert.deepEqual(
      [1, 2].map((number) => offersOfStep(stepOf(change.report, number as 1 | 2), change)),
      [[], []],
    );
  });

  it('below “Still needed” what fills the place', () => {
    const change = changeWith(without('peer-1'), { viewer: 'peer-1' });
    assert.deepEqual(offersOfRole('peer-reviewer', change), ['review', 'mine']);
    assert.deepEqual(offersOfRole('qa-team', change), ['signOff']);
  });

  it('the merge of what is compliant and open only', () => {
    assert.deepEqual(offersOfChange(changeWith()), ['merge']);
    assert.deepEqual(offersOfChange(changeWith(without('qa-1'))), []);
    assert.deepEqual(offersOfChange(changeWith((record) => (record.pullRequest.state = 'merged'))), []);
  });
});
