import assert from 'node:assert/strict';
import { testMergedStep, testStep, same } from '../cases.ts';
import {
  at,
  codesOf,
  commit,
  head,
  judge,
  procedureWith,
  recordWith,
  stepOf,
  type RecordDraft,
} from '../records.ts';

type TicketDraft = NonNullable<RecordDraft['ticket']>;
const ticket = (fields: Partial<TicketDraft>) => (record: RecordDraft) => {
  Object.assign(record.ticket ?? {}, fields);
};
const unread =
  (...facts: RecordDraft['unknown'][number]['fact'][]) =>
  (record: RecordDraft) => {
    record.unknown.push(...facts.map((fact) => ({ fact, reason: 'no access' })));
  };
const firstCommit = (procedure: { ticket: { before: string } }): void => {
  procedure.ticket.before = 'first-commit';
};
const noPullRequest = (record: RecordDraft): void => {
  Object.assign(record, { pullRequest: null });
};
const branch = (name: string) => (record: RecordDraft) => {
  record.branch.name = name;
};
const all =
  (...changes: ((record: RecordDraft) => void)[]) =>
  (record: RecordDraft) => {
    changes.forEach((change) => {
      change(record);
    });
  };

describe('step 1, the ticket', () => {
  testStep(1, [
    ['a linked ticket', 'done', [], same],
    [
      'no ticket',
      'waiting',
      ['ticket.missing'],
      (record) => {
        record.ticket = null;
      },
    ],
    ['a ticket that nothing links', 'waiting', ['ticket.missing'], ticket({ linkedBy: [] })],
    ['a pull request for a ticket', 'waiting', ['ticket.is-pull-request'], ticket({ isPullRequest: true })],
    ['not a pull request for a ticket', 'done', [], ticket({ isPullRequest: false })],
    [
      'closed as not planned',
      'waiting',
      ['ticket.not-planned'],
      ticket({ state: 'closed', notPlanned: true, closedAt: at('10:30:00') }),
    ],
    [
      'closed as not planned, not said when',
      'waiting',
      ['ticket.not-planned'],
      ticket({ state: 'closed', notPlanned: true }),
    ],
    ['once closed as not planned, now open', 'done', [], ticket({ notPlanned: true })],
    ['closed as done', 'done', [], ticket({ state: 'closed', notPlanned: false, closedAt: at('10:30:00') })],
    ['created after the pull request', 'waiting', ['ticket.late'], ticket({ createdAt: at('10:00:01') })],
    ['created with the pull request', 'done', [], ticket({ createdAt: at('10:00:00') })],
    [
      'created a fraction of a second after it',
      'waiting',
      ['ticket.late'],
      ticket({ createdAt: at('10:00:00.000000001') }),
    ],
    ['created with it, told to the thousandth', 'done', [], ticket({ createdAt: at('10:00:00.000') })],
    ['created after the first commit', 'done', [], ticket({ createdAt: at('09:30:00') })],
    [
      'created after the first commit, which counts',
      'waiting',
      ['ticket.late'],
      ticket({ createdAt: at('09:30:00') }),
      firstCommit,
    ],
    [
      'created before the first commit, which counts',
      'done',
      [],
      ticket({ createdAt: at('09:00:00') }),
      firstCommit,
    ],
    [
      'created after the earliest commit, not the first listed',
      'waiting',
      ['ticket.late'],
      (record) => {
        record.commits[1] = commit(head, { authoredAt: at('07:00:00') });
      },
      firstCommit,
    ],
    [
      'created after pull request and first commit',
      'waiting',
      ['ticket.late'],
      ticket({ createdAt: at('10:30:00') }),
      firstCommit,
    ],
    [
      'closed before the pull request was opened',
      'waiting',
      ['ticket.closed-early'],
      ticket({ state: 'closed', closedAt: at('09:59:59') }),
    ],
    [
      'closed as the pull request was opened',
      'done',
      [],
      ticket({ state: 'closed', closedAt: at('10:00:00') }),
    ],
    ['closed before and open again', 'done', [], ticket({ closedAt: at('09:59:59') })],
    ['closed, not said when', 'unknown', ['fact.unknown'], ticket({ state: 'closed' })],
    [
      'late, not planned and closed early',
      'waiting',
      ['ticket.not-planned', 'ticket.late', 'ticket.closed-early'],
      ticket({ state: 'closed', notPlanned: true, createdAt: at('11:00:00'), closedAt: at('09:00:00') }),
    ],
    [
      'unread, for all the rest',
      'unknown',
      ['fact.unknown'],
      all(
        unread('ticket'),
        ticket({
          state: 'closed',
          notPlanned: true,
          isPullRequest: true,
          createdAt: at('11:00:00'),
          closedAt: at('09:00:00'),
        }),
      ),
    ],
    [
      'unread and not there',
      'unknown',
      ['fact.unknown'],
      all(unread('ticket'), (record) => {
        record.ticket = null;
      }),
    ],
    [
      'pull request unread: what rests on the ticket alone is judged',
      'waiting',
      ['ticket.is-pull-request', 'ticket.not-planned', 'fact.unknown'],
      all(
        unread('pullRequest'),
        ticket({
          state: 'closed',
          notPlanned: true,
          isPullRequest: true,
          createdAt: at('11:00:00'),
          closedAt: at('09:00:00'),
        }),
      ),
    ],
    [
      'pull request unread: the half that rests on the commits is judged',
      'waiting',
      ['ticket.late', 'fact.unknown'],
      all(unread('pullRequest'), ticket({ createdAt: at('09:30:00') })),
      firstCommit,
    ],
    [
      'commits unread: the half that rests on the pull request is judged',
      'waiting',
      ['ticket.late', 'fact.unknown'],
      all(unread('commits'), ticket({ createdAt: at('10:30:00') })),
      firstCommit,
    ],
    [
      'commits unread: the other half is not',
      'unknown',
      ['fact.unknown'],
      all(unread('commits'), ticket({ createdAt: at('09:30:00') })),
      firstCommit,
    ],
    ['commits unread, and not asked about', 'done', [], unread('commits')],
    [
      'pull request and commits unread',
      'unknown',
      ['fact.unknown', 'fact.unknown'],
      unread('pullRequest', 'commits'),
      firstCommit,
    ],
    [
      'no pull request: late against the branch’s commits',
      'waiting',
      ['ticket.late'],
      all(noPullRequest, ticket({ createdAt: at('09:30:00') })),
      firstCommit,
    ],
    [
      'no pull request: nothing else to be late for',
      'done',
      [],
      all(noPullRequest, ticket({ createdAt: at('09:30:00'), state: 'closed', closedAt: at('09:31:00') })),
    ],
    [
      'no pull request and no commits',
      'done',
      [],
      all(noPullRequest, (record) => {
        record.commits = [];
      }),
      firstCommit,
    ],
    ['the base branch itself', 'waiting', ['branch.is-base', 'branch.name'], branch('main')],
    [
      'the default branch, where another is the base',
      'waiting',
      ['branch.is-base', 'branch.name'],
      all(branch('main'), (record) => {
        record.pullRequest.baseRef = 'release';
      }),
      (procedure) => {
        procedure.baseBranch = 'release';
      },
    ],
    [
      'the base branch, where another is the default',
      'waiting',
      ['branch.is-base', 'branch.name'],
      branch('release'),
      (procedure) => {
        procedure.baseBranch = 'release';
      },
    ],
    ['a name that does not follow the pattern', 'done', ['branch.name'], branch('refund-limit')],
    ['a name with another ticket', 'done', ['branch.name'], branch('feature/129-refund-limit')],
    [
      'a name with another ticket, the ticket unread',
      'unknown',
      ['fact.unknown'],
      all(branch('feature/129-refund-limit'), unread('ticket')),
    ],
    [
      'a name with some ticket, where nothing links one',
      'waiting',
      ['ticket.missing'],
      all(branch('feature/129-refund-limit'), ticket({ linkedBy: [] })),
    ],
  ]);
});

describe('step 1 of a merged pull request', () => {
  const notPlanned = (closedAt: string) =>
    ticket({ state: 'closed', notPlanned: true, closedAt: at(closedAt) });
  testMergedStep(1, [
    ['closed as not planned before the merge', 'waiting', ['ticket.not-planned'], notPlanned('15:59:59')],
    ['closed as not planned at the merge', 'waiting', ['ticket.not-planned'], notPlanned('16:00:00')],
    ['closed as not planned after the merge', 'done', [], notPlanned('16:00:01')],
    [
      'closed as not planned, not said when',
      'waiting',
      ['ticket.not-planned'],
      ticket({ state: 'closed', notPlanned: true }),
    ],
  ]);
});

describe('what step 1 says', () => {
  it('names what the ticket should have been older than: the first of them', () => {
    const record = recordWith(ticket({ createdAt: at('10:30:00') }));
    const data = (change?: typeof firstCommit): unknown =>
      stepOf(judge(record, procedureWith(change)), 1).findings[0]?.data;
    assert.deepEqual(data(), {
      ticket: '#128',
      createdAt: at('10:30:00'),
      before: 'pull-request',
      beforeAt: at('10:00:00'),
    });
    assert.deepEqual(data(firstCommit), {
      ticket: '#128',
      createdAt: at('10:30:00'),
      before: 'first-commit',
      beforeAt: at('09:00:00'),
    });
  });

  it('says what of a ticket is not known', () => {
    assert.deepEqual(
      stepOf(judge(recordWith(ticket({ state: 'closed' }))), 1).findings.map(({ data }) => data),
      [{ fact: 'ticket', reason: 'it is closed, but not since when' }],
    );
  });

  it('judges the branch name by the pattern alone', () => {
    const pattern = procedureWith((procedure) => {
      procedure.branch.name = '{slug}';
    });
    assert.deepEqual(codesOf(judge(recordWith(branch('whatever')), pattern), 1), []);
  });
});
