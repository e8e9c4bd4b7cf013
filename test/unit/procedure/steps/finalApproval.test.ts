import assert from 'node:assert/strict';
import { same, testMergedStep, testStep } from '../cases.ts';
import {
  approvalsOf,
  at,
  judge,
  mergedRecordWith,
  procedureWith,
  recordWith,
  review,
  stepOf,
  type ProcedureDraft,
  type RecordDraft,
} from '../records.ts';

type Change = (record: RecordDraft) => void;
type Rules = (procedure: ProcedureDraft) => void;
const all =
  (...changes: Change[]): Change =>
  (record) => {
    changes.forEach((change) => {
      change(record);
    });
  };
const lead =
  (time: string): Change =>
  (record) => {
    record.reviews[2] = review('lead-1', time);
  };
const alsoLead =
  (login: string, time: string): Change =>
  (record) => {
    record.teams['acme/leads'] = [...((record.teams['acme/leads'] ?? []) as string[]), login];
    record.reviews.push(review(login, time));
  };
const leads =
  (approvals: number): Rules =>
  (procedure) => {
    procedure.roles['engineering-lead'].approvals = approvals;
  };
const anyOrder: Rules = (procedure) => {
  procedure.approvals.finalApproval = 'any-order';
};
const draft: Change = (record) => {
  record.pullRequest.isDraft = true;
};
const noTicket: Change = (record) => {
  record.ticket = null;
};
const unread =
  (fact: RecordDraft['unknown'][number]['fact']): Change =>
  (record) => {
    record.unknown.push({ fact, reason: 'no access' });
  };

describe('step 6, the final approval', () => {
  testStep(6, [
    ['last of all', 'done', [], same],
    ['older than a sign-off', 'waiting', ['approval.out-of-order'], lead('12:59:59')],
    ['older than a sign-off, in any order', 'done', [], lead('12:59:59'), anyOrder],
    ['as old as the sign-off', 'done', [], lead('13:00:00')],
    ['two, one after the other', 'done', [], alsoLead('lead-2', '14:30:00'), leads(2)],
    [
      'none',
      'waiting',
      ['approvals.missing'],
      (record) => {
        record.reviews.pop();
      },
    ],
    ['older, but a later one is there', 'done', [], all(lead('12:00:00'), alsoLead('lead-2', '13:30:00'))],
    [
      'older, so is another',
      'waiting',
      ['approval.out-of-order'],
      all(lead('12:00:00'), alsoLead('lead-2', '12:30:00')),
    ],
    [
      'one of two is older',
      'waiting',
      ['approval.out-of-order'],
      all(lead('12:00:00'), alsoLead('lead-2', '13:30:00')),
      leads(2),
    ],
    [
      'one of two is older, a third is not',
      'done',
      [],
      all(lead('12:00:00'), alsoLead('lead-2', '13:30:00'), alsoLead('lead-3', '13:40:00')),
      leads(2),
    ],
    [
      'older, and one is missing',
      'waiting',
      ['approval.out-of-order'],
      lead('12:00:00'),
      (procedure) => {
        leads(2)(procedure);
        procedure.roles['engineering-lead'] = { teams: [], users: ['lead-1', 'dev-1'], approvals: 2 };
      },
    ],
    [
      'older than a peer who is one too many',
      'done',
      [],
      (record) => {
        record.people['peer-2'] = { kind: 'user', permission: 'write' };
        record.reviews.push(review('peer-2', '14:30:00'));
      },
    ],
    ['while a step is open', 'waiting', ['steps.open'], draft],
    ['while a step is open, in any order', 'done', [], draft, anyOrder],
    [
      'while steps are open, no pull request',
      'waiting',
      ['approvals.missing', 'steps.open'],
      (record) => {
        Object.assign(record, { pullRequest: null });
      },
    ],
    [
      'while a step is open, the pull request unread',
      'unknown',
      ['fact.unknown'],
      all(noTicket, unread('pullRequest')),
    ],
    ['while a step is open, the reviews unread', 'unknown', ['fact.unknown'], unread('reviews')],
    [
      'while a step waits and the reviews are unread',
      'waiting',
      ['steps.open', 'fact.unknown'],
      all(noTicket, unread('reviews')),
    ],
    ['while a step is unknown', 'done', [], unread('checks')],
    [
      'closed',
      'waiting',
      ['steps.open'],
      (record) => {
        record.pullRequest.state = 'closed';
      },
    ],
  ]);
  testMergedStep(6, [
    ['last of all', 'done', [], same],
    ['a step was open', 'blocked', ['merged.early'], draft],
    ['a step was open, in any order', 'blocked', ['merged.early'], draft, anyOrder],
    [
      'this step was open',
      'blocked',
      ['approvals.missing', 'merged.early'],
      (record) => {
        record.reviews.pop();
      },
    ],
    ['a step was unknown', 'done', [], unread('checks')],
    ['this step was unknown', 'unknown', ['fact.unknown'], unread('reviews')],
    [
      'merged, not said when',
      'unknown',
      ['fact.unknown'],
      (record) => {
        Reflect.deleteProperty(record.pullRequest, 'mergedAt');
        record.ticket = null;
      },
    ],
  ]);
});

describe('what step 6 says', () => {
  const last = (record: Change, procedure?: Rules, base = recordWith): unknown =>
    stepOf(judge(base(record), procedureWith(procedure)), 6).findings.at(-1)?.data;

  it('names the steps that are open', () => {
    assert.deepEqual(last(all(draft, noTicket)), { steps: [1, 2] });
    assert.deepEqual(last(all(draft, noTicket), undefined, mergedRecordWith), { steps: [1, 2] });
    assert.deepEqual(
      last(
        (record) => {
          record.reviews = [];
        },
        undefined,
        mergedRecordWith,
      ),
      { steps: [3, 5, 6] },
    );
  });

  it('names whose approval is too early', () => {
    assert.deepEqual(last(lead('12:00:00')), {
      role: 'engineering-lead',
      have: 0,
      need: 1,
      people: ['lead-1'],
    });
    assert.deepEqual(last(all(lead('12:00:00'), alsoLead('lead-2', '13:30:00')), leads(2)), {
      role: 'engineering-lead',
      have: 1,
      need: 2,
      people: ['lead-1'],
    });
  });

  it('fills an opened place with the earliest that is in order, and leaves the others as they are', () => {
    const report = judge(
      recordWith(
        all(
          lead('12:00:00'),
          alsoLead('lead-2', '14:00:00'),
          alsoLead('lead-3', '13:30:00'),
          alsoLead('lead-4', '12:15:00'),
        ),
      ),
    );
    assert.deepEqual(approvalsOf(report, 6), [
      'lead-1: approval.out-of-order',
      'lead-4: counts',
      'lead-3: counts',
      'lead-2: counts',
    ]);
    assert.deepEqual(report.remaining, []);
  });

  it('fills an opened place once, however many are in order', () => {
    const report = judge(
      recordWith(
        all(lead('12:00:00'), alsoLead('lead-2', '14:00:00'), alsoLead('lead-3', '13:30:00'), (record) => {
          record.pullRequest.bodyEditedAt = at('13:45:00');
        }),
      ),
    );
    assert.deepEqual(
      stepOf(report, 2).findings.map(({ data }) => data),
      [{ editedAt: at('13:45:00'), approvedAt: at('13:30:00') }],
    );
  });

  it('does not fill it with someone who fills another place', () => {
    const both: Change = all(lead('12:00:00'), (record) => {
      (record.teams['acme/leads'] as string[]).push('qa-1');
    });
    assert.deepEqual(approvalsOf(judge(recordWith(both)), 6), [
      'lead-1: approval.out-of-order',
      'qa-1: approval.other-role',
    ]);
    const shared = judge(
      recordWith(both),
      procedureWith((procedure) => {
        procedure.approvals.distinctPeople = false;
      }),
    );
    assert.deepEqual(approvalsOf(shared, 6), ['lead-1: approval.out-of-order', 'qa-1: counts']);
    assert.deepEqual(shared.remaining, []);
  });

  it('asks the same person again', () => {
    const report = judge(recordWith(lead('12:00:00')));
    assert.deepEqual(report.remaining, [{ role: 'engineering-lead', approvals: 1, eligible: ['lead-1'] }]);
    assert.equal(
      stepOf(report, 6).findings[0]?.message,
      'The final approval by @lead-1 is older than the last approval that it rests on. Ask @lead-1 to approve again, now that the other steps are done.',
    );
    assert.equal(at('12:00:00'), stepOf(report, 6).approvals[0]?.at);
  });
});
