import assert from 'node:assert/strict';
import type { StepNumber } from '../../../src/procedure/report.ts';
import { stepsDone, stepState } from '../../../src/procedure/stepState.ts';
import {
  first,
  judge,
  mergedRecordWith,
  procedureWith,
  recordWith,
  review,
  stepOf,
  type ProcedureDraft,
  type RecordDraft,
} from './records.ts';

type Case = readonly [
  step: StepNumber,
  state: string,
  record: (record: RecordDraft) => void,
  procedure?: (procedure: ProcedureDraft) => void,
];

const same = (): void => undefined;
const without =
  (...authors: string[]) =>
  (record: RecordDraft): void => {
    record.reviews = record.reviews.filter(({ author }) => !authors.includes(author));
  };
const inAuth = (record: RecordDraft): void => {
  record.files.push({ path: 'src/auth/session.ts', status: 'modified' });
};
const twoPeers = (procedure: ProcedureDraft): void => {
  procedure.roles['peer-reviewer'] = { teams: ['acme/senior', 'acme/core'], users: [], approvals: 2 };
};

const cases: readonly Case[] = [
  [1, '#128', same],
  [1, 'no ticket', (record) => (record.ticket = null)],
  [2, '#130', same],
  [2, 'not opened yet', (record) => Object.assign(record, { pullRequest: null })],
  [2, 'still a draft', (record) => (record.pullRequest.isDraft = true)],
  [2, '“Summary” is missing +7', (record) => (record.pullRequest.body = '')],
  [
    2,
    'closed without a merge +1',
    (record) => Object.assign(record.pullRequest, { state: 'closed', isDraft: true }),
  ],
  [3, '1 of 1 · @peer-1', same],
  [3, 'waiting for @peer-1', without('peer-1')],
  [3, '0 of 2 · waiting for acme/senior or acme/core', same, twoPeers],
  [
    3,
    '1 of 2 · @peer-1 · waiting for acme/senior or acme/core',
    (record) => Object.assign(record.teams, { 'acme/senior': ['peer-1', 'x'], 'acme/core': [] }),
    twoPeers,
  ],
  [
    3,
    '2 of 2 · @peer-1, @peer-2',
    (record) => {
      Object.assign(record.teams, { 'acme/senior': ['peer-1', 'peer-2'], 'acme/core': [] });
      record.reviews.push(review('peer-2', '11:30:00'));
    },
    twoPeers,
  ],
  [
    3,
    '@peer-1 approved an older commit',
    (record) => Object.assign(record.reviews[0] ?? {}, { commitSha: first }),
  ],
  [
    3,
    '@peer-1 requested changes',
    (record) => record.reviews.push(review('peer-1', '12:30:00', { state: 'CHANGES_REQUESTED' })),
  ],
  [3, 'reviews could not be read', (record) => record.unknown.push({ fact: 'reviews', reason: 'why' })],
  [4, 'not required', same],
  [4, 'waiting for acme/security: **/auth/** changed', inAuth],
  [4, 'waiting for acme/security: label “security”', (record) => record.pullRequest.labels.push('security')],
  [
    4,
    'nobody has this role',
    inAuth,
    (procedure) => Object.assign(procedure.roles['security-team'], { teams: [] }),
  ],
  [5, '1 of 1 · @qa-1', same],
  [5, '“build” failed', (record) => Object.assign(record.checks[0] ?? {}, { result: 'failure' })],
  [
    5,
    'not deployed to “staging”',
    (record) => {
      record.deployments = [];
      without('qa-1')(record);
    },
  ],
  [6, '1 of 1 · @lead-1', same],
  [6, 'after step 5', without('qa-1', 'lead-1')],
  [6, 'waiting for acme/leads', without('lead-1')],
];

describe('the state of a step in a few words', () => {
  for (const [number, state, edit, editProcedure] of cases) {
    it(`step ${number}: ${state}`, () => {
      const procedure = procedureWith(editProcedure);
      const record = recordWith(edit);
      const report = judge(record, procedure);
      assert.equal(String(stepState(stepOf(report, number), { procedure, record, report })), state);
    });
  }

  it('counts what needs nothing as done', () => {
    assert.equal(stepsDone(judge(recordWith())), 6);
    assert.equal(stepsDone(judge(recordWith(inAuth))), 4);
    assert.equal(stepsDone(judge(mergedRecordWith(without('lead-1')))), 5);
  });

  it('cleans text from outside', () => {
    const procedure = procedureWith();
    const record = recordWith((draft) => (draft.checks = [{ name: 'a\u202e\nb', result: 'failure' }]));
    const report = judge(record, procedure);
    assert.equal(String(stepState(stepOf(report, 5), { procedure, record, report })), '“a b” failed');
  });
});
