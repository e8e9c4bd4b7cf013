import assert from 'node:assert/strict';
import { type roleIds } from '../../../../src/procedure/procedure.ts';
import type { StepNumber } from '../../../../src/procedure/report.ts';
import { same, testMergedStep, testStep } from '../cases.ts';
import {
  at,
  codesOf,
  commit,
  first,
  head,
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
const without =
  (login: string): Change =>
  (record) => {
    record.reviews = record.reviews.filter(({ author }) => author !== login);
  };
const also =
  (...reviews: RecordDraft['reviews']): Change =>
  (record) => {
    record.reviews.push(...reviews);
  };
const request = (login: string, time = '14:30:00', more = {}): Change =>
  also(review(login, time, { state: 'CHANGES_REQUESTED', ...more }));
const unread =
  (...facts: RecordDraft['unknown'][number]['fact'][]): Change =>
  (record) => {
    record.unknown.push(...facts.map((fact) => ({ fact, reason: 'no access' })));
  };
const team =
  (name: string, told: RecordDraft['teams'][string] = { unknown: 'no access' }): Change =>
  (record) => {
    record.teams[name] = told;
  };
const person =
  (
    login: string,
    permission: 'write' | 'read' | 'unknown' | 'maintain' | 'triage',
    kind: 'user' | 'bot' = 'user',
  ): Change =>
  (record) => {
    record.people[login] = { kind, permission };
  };
const closed: Change = (record) => {
  record.pullRequest.state = 'closed';
};
const noPullRequest: Change = (record) => {
  Object.assign(record, { pullRequest: null });
};
const noRole =
  (role: (typeof roleIds)[number]): Rules =>
  (procedure) => {
    procedure.roles[role] = { teams: [], users: [], approvals: 1 };
  };
const notDistinct: Rules = (procedure) => {
  procedure.approvals.distinctPeople = false;
};
const need =
  (role: (typeof roleIds)[number], approvals: number): Rules =>
  (procedure) => {
    procedure.roles[role].approvals = approvals;
  };
const leadTakenForPeer: Change = all(
  person('both-1', 'write'),
  team('acme/leads', ['lead-1', 'both-1']),
  (record) => {
    record.reviews = [
      review('lead-1', '12:30:00'),
      review('qa-1', '13:00:00'),
      review('both-1', '13:30:00'),
      review('peer-1', '13:30:00'),
    ];
  },
);
const unknownAuthor: Change = (record) => {
  record.commits[0] = commit(first, { authors: ['dev-1', null] });
};
const security: Change = (record) => {
  record.pullRequest.labels.push('security');
};

describe('step 3, what all steps with approvals have', () => {
  testStep(3, [
    ['enough approvals', 'done', [], same],
    ['no approval', 'waiting', ['approvals.missing'], without('peer-1')],
    ['one approval of two', 'waiting', ['approvals.missing', 'role.nobody'], same, need('peer-reviewer', 2)],
    [
      'two approvals of two',
      'done',
      [],
      all(person('peer-2', 'write'), also(review('peer-2', '11:30:00'))),
      need('peer-reviewer', 2),
    ],
    ['no pull request', 'waiting', ['approvals.missing'], noPullRequest],
    [
      'a peer requests changes',
      'blocked',
      ['changes-requested'],
      all(person('peer-2', 'write'), request('peer-2')),
    ],
    [
      'the peer who approved requests changes',
      'blocked',
      ['approvals.missing', 'changes-requested'],
      request('peer-1'),
    ],
    [
      'a request that was dismissed',
      'waiting',
      ['approvals.missing'],
      request('peer-1', '14:30:00', { state: 'DISMISSED' }),
    ],
    [
      'two people request changes',
      'blocked',
      ['changes-requested', 'changes-requested'],
      all(person('peer-2', 'write'), person('peer-3', 'maintain'), request('peer-2'), request('peer-3')),
    ],
    ['a bot requests changes', 'done', [], request('robot[bot]')],
    ['a reader requests changes', 'done', [], request('reader-1')],
    [
      'one who may triage requests changes',
      'done',
      [],
      all(person('reader-1', 'triage'), request('reader-1')),
    ],
    ['one of another role requests changes', 'done', [], request('lead-1')],
    [
      'one who may push, and is in no role',
      'blocked',
      ['changes-requested'],
      all(person('new-1', 'write'), request('new-1')),
      (procedure) => {
        procedure.roles['peer-reviewer'] = { teams: [], users: ['peer-1'], approvals: 1 };
      },
    ],
    [
      'one who may push, and is in another role',
      'done',
      [],
      all(person('lead-1', 'write'), request('lead-1')),
      (procedure) => {
        procedure.roles['peer-reviewer'] = { teams: [], users: ['peer-1'], approvals: 1 };
      },
    ],
    [
      'one who may read, and is in no role',
      'done',
      [],
      request('reader-1'),
      (procedure) => {
        procedure.roles['peer-reviewer'] = { teams: [], users: ['peer-1'], approvals: 1 };
      },
    ],
    ['one of whom nothing is known', 'blocked', ['changes-requested', 'role.unknown'], request('stranger')],
    [
      'one of whom nothing is known, peers known by name',
      'blocked',
      ['changes-requested'],
      request('stranger'),
      (procedure) => {
        procedure.roles['peer-reviewer'] = { teams: [], users: ['peer-1'], approvals: 1 };
      },
    ],
    ['a role that names nobody', 'unknown', ['role.unconfigured'], same, noRole('peer-reviewer')],
    [
      'a role that names nobody, the reviews unread',
      'unknown',
      ['role.unconfigured', 'fact.unknown'],
      unread('reviews'),
      noRole('peer-reviewer'),
    ],
    [
      'an approval by one who may be a peer',
      'unknown',
      ['role.unknown'],
      all(without('peer-1'), also(review('stranger', '12:30:00'))),
    ],
    [
      'one place filled, the other by one who may be a peer',
      'unknown',
      ['role.unknown', 'role.nobody'],
      also(review('stranger', '12:30:00')),
      need('peer-reviewer', 2),
    ],
    [
      'even one who may be a peer does not fill all places',
      'waiting',
      ['approvals.missing', 'role.nobody'],
      also(review('stranger', '12:30:00')),
      need('peer-reviewer', 3),
    ],
    [
      'one who may be a peer approved another commit',
      'waiting',
      ['approvals.missing'],
      all(without('peer-1'), also(review('stranger', '12:30:00', { commitSha: first }))),
    ],
    [
      'one who may be a peer, and is needed as QA',
      'waiting',
      ['approvals.missing'],
      all(without('peer-1'), (record) => {
        Reflect.deleteProperty(record.people, 'qa-1');
      }),
    ],
    [
      'one who may be a peer, and is QA as well',
      'unknown',
      ['role.unknown'],
      all(without('peer-1'), (record) => {
        Reflect.deleteProperty(record.people, 'qa-1');
      }),
      notDistinct,
    ],
    [
      'one who may be a peer later than the final approval',
      'unknown',
      ['role.unknown'],
      all(without('peer-1'), also(review('stranger', '14:30:00'))),
    ],
    [
      'nobody left who could approve',
      'waiting',
      ['approvals.missing', 'role.nobody'],
      all(without('peer-1'), person('peer-1', 'read')),
    ],
    [
      'nobody left, but closed',
      'waiting',
      ['approvals.missing'],
      all(without('peer-1'), person('peer-1', 'read'), closed),
    ],
    [
      'nobody left, no pull request',
      'waiting',
      ['approvals.missing', 'role.nobody'],
      all(noPullRequest, person('peer-1', 'read')),
    ],
    ['someone left', 'waiting', ['approvals.missing'], without('peer-1')],
    [
      'a team unread: who is left is not known',
      'waiting',
      ['approvals.missing'],
      all(without('peer-1'), person('peer-1', 'read')),
      (procedure) => {
        procedure.roles['peer-reviewer'].teams = ['acme/peers'];
      },
    ],
    ['a commit by nobody known', 'unknown', ['author.unknown'], unknownAuthor],
    [
      'a commit committed by nobody known',
      'unknown',
      ['author.unknown'],
      (record) => {
        record.commits[0] = commit(first, { committer: null });
      },
    ],
    [
      'a commit without any author',
      'unknown',
      ['author.unknown'],
      (record) => {
        record.commits[0] = commit(first, { authors: [] });
      },
    ],
    [
      'a commit by nobody known, which is allowed',
      'done',
      [],
      unknownAuthor,
      (procedure) => {
        procedure.approvals.unknownAuthors = 'allow';
      },
    ],
    [
      'a commit by nobody known, contributors allowed',
      'done',
      [],
      unknownAuthor,
      (procedure) => {
        procedure.approvals.contributors = 'allow';
      },
    ],
    [
      'an update from the base by nobody known',
      'done',
      [],
      (record) => {
        record.commits[0] = commit(first, {
          authors: [null],
          committer: null,
          parents: ['a', 'b'],
          cleanMerge: true,
        });
      },
    ],
    [
      'a commit by nobody known, the commits unread',
      'unknown',
      ['fact.unknown'],
      all(unknownAuthor, unread('commits')),
    ],
    [
      'a commit by nobody known, the reviews unread',
      'unknown',
      ['author.unknown', 'fact.unknown'],
      all(unknownAuthor, unread('reviews')),
    ],
    [
      'a commit by nobody known, no pull request',
      'waiting',
      ['approvals.missing', 'author.unknown'],
      all(unknownAuthor, noPullRequest),
    ],
    [
      'a request for changes, the commits unread',
      'blocked',
      ['changes-requested', 'fact.unknown'],
      all(request('peer-1'), unread('commits')),
    ],
    [
      'a request for changes, the reviews unread',
      'unknown',
      ['fact.unknown'],
      all(request('peer-1'), unread('reviews')),
    ],
    [
      'a request for changes, the people unread',
      'unknown',
      ['fact.unknown'],
      all(request('peer-1'), unread('people')),
    ],
    [
      'a request for changes, the pull request unread',
      'unknown',
      ['fact.unknown'],
      all(request('peer-1'), unread('pullRequest')),
    ],
    [
      'a request for changes, no pull request',
      'waiting',
      ['approvals.missing'],
      all(request('peer-1'), noPullRequest),
    ],
    [
      'all four facts unread',
      'unknown',
      Array<string>(4).fill('fact.unknown'),
      all(without('peer-1'), unread('people', 'commits', 'reviews', 'pullRequest')),
    ],
    ['other facts unread', 'done', [], unread('ticket', 'files', 'checks', 'deployments')],
    [
      'the head is not among the commits',
      'unknown',
      ['fact.unknown'],
      (record) => {
        record.commits.pop();
      },
    ],
    [
      'no commits',
      'unknown',
      ['fact.unknown'],
      (record) => {
        record.commits = [];
      },
    ],
    [
      'no commits, no pull request',
      'waiting',
      ['approvals.missing'],
      all(noPullRequest, (record) => {
        record.commits = [];
      }),
    ],
    [
      'captured long after, but not merged',
      'done',
      [],
      (record) => {
        record.capturedAt = '2026-03-09T00:00:00Z';
      },
    ],
  ]);
});

describe('step 3 of a merged pull request', () => {
  const captured =
    (time: string): Change =>
    (record) => {
      record.capturedAt = time;
    };
  testMergedStep(3, [
    ['captured soon after', 'done', [], same],
    ['captured a day after', 'done', [], captured('2026-03-05T16:00:00.000Z')],
    ['captured more than a day after', 'done', ['membership.later'], captured('2026-03-05T16:00:00.001Z')],
    [
      'captured days after, the people unread',
      'unknown',
      ['membership.later', 'fact.unknown'],
      all(captured('2026-03-09T16:00:00Z'), unread('people')),
    ],
    [
      'captured days after, the pull request unread',
      'unknown',
      ['fact.unknown'],
      all(captured('2026-03-09T16:00:00Z'), unread('pullRequest')),
    ],
    [
      'nobody left who could approve',
      'waiting',
      ['approvals.missing'],
      all(without('peer-1'), person('peer-1', 'read')),
    ],
    [
      'a request that stood at the merge',
      'blocked',
      ['approvals.missing', 'changes-requested'],
      request('peer-1', '15:00:00'),
    ],
    [
      'a request that was dismissed after the merge',
      'blocked',
      ['approvals.missing', 'changes-requested'],
      request('peer-1', '15:00:00', {
        state: 'DISMISSED',
        dismissed: { at: at('16:10:00'), previousState: 'CHANGES_REQUESTED' },
      }),
    ],
    [
      'a request that was dismissed before the merge',
      'waiting',
      ['approvals.missing'],
      request('peer-1', '15:00:00', {
        state: 'DISMISSED',
        dismissed: { at: at('15:10:00'), previousState: 'CHANGES_REQUESTED' },
      }),
    ],
    ['a request after the merge, by one who had approved', 'done', [], request('peer-1', '16:10:00')],
    [
      'a request after the merge, by one who had said nothing',
      'done',
      [],
      all(person('peer-2', 'write'), request('peer-2', '16:10:00')),
    ],
  ]);
});

describe('steps 5 and 6 with memberships that could not be read', () => {
  testStep(5, [
    ['QA unread', 'unknown', ['role.unknown'], team('acme/qa')],
    [
      'QA unread, and nobody signed off',
      'waiting',
      ['approvals.missing'],
      all(team('acme/qa'), without('qa-1'), without('lead-1'), without('peer-1')),
    ],
    [
      'QA unread, and all who approved fill other places',
      'waiting',
      ['approvals.missing'],
      all(team('acme/qa'), without('qa-1')),
    ],
    [
      'one who may be in QA requests changes',
      'unknown',
      ['role.unknown'],
      all(team('acme/qa', ['qa-1']), request('reader-1')),
      (procedure) => {
        procedure.roles['qa-team'].teams.push('acme/testers');
      },
    ],
    [
      '… and nobody signed off',
      'waiting',
      ['approvals.missing', 'role.unknown'],
      all(without('qa-1'), request('reader-1')),
      (procedure) => {
        procedure.roles['qa-team'].teams.push('acme/testers');
      },
    ],
    [
      'a bot that may be in QA requests changes',
      'done',
      [],
      request('robot[bot]'),
      (procedure) => {
        procedure.roles['qa-team'].teams.push('acme/testers');
      },
    ],
    ['QA requests changes', 'blocked', ['approvals.missing', 'changes-requested'], request('qa-1')],
    ['nobody is named', 'unknown', ['role.unconfigured'], same, noRole('qa-team')],
    ['nobody is named, no pull request', 'unknown', ['role.unconfigured'], noPullRequest, noRole('qa-team')],
    ['author unknown', 'unknown', ['author.unknown'], unknownAuthor],
  ]);
  testStep(6, [
    ['leads unread', 'unknown', ['role.unknown'], team('acme/leads')],
    [
      'leads unread, the approval too early',
      'waiting',
      ['approvals.missing'],
      all(team('acme/leads'), without('lead-1'), also(review('lead-1', '12:30:00'))),
    ],
    [
      'leads unread, the approval too early, in any order',
      'unknown',
      ['role.unknown'],
      all(team('acme/leads'), without('lead-1'), also(review('lead-1', '12:30:00'))),
      (procedure) => {
        procedure.approvals.finalApproval = 'any-order';
      },
    ],
    [
      'the approval too early, but one who may be a lead came later',
      'unknown',
      ['role.unknown'],
      all(without('lead-1'), also(review('lead-1', '12:30:00'), review('reader-1', '14:30:00'))),
      (procedure) => {
        procedure.roles['engineering-lead'].teams.push('acme/others');
      },
    ],
    [
      'the approval too early, so is that of one who may be a lead',
      'waiting',
      ['approval.out-of-order'],
      all(without('lead-1'), also(review('lead-1', '12:30:00'), review('reader-1', '12:40:00'))),
      (procedure) => {
        procedure.roles['engineering-lead'].teams.push('acme/others');
      },
    ],
    [
      'the same, where one may fill several places',
      'waiting',
      ['approval.out-of-order'],
      all(without('lead-1'), also(review('lead-1', '12:30:00'), review('stranger', '12:40:00'))),
      (procedure) => {
        notDistinct(procedure);
        procedure.roles['engineering-lead'].permission = 'admin';
      },
    ],
    [
      'one who may be a lead came later, where one may fill several places',
      'unknown',
      ['role.unknown'],
      all(without('lead-1'), also(review('lead-1', '12:30:00'), review('reader-1', '14:30:00'))),
      (procedure) => {
        notDistinct(procedure);
        procedure.roles['engineering-lead'].teams.push('acme/others');
      },
    ],
    [
      'two places, one who may be a lead came later, where one may fill several places',
      'unknown',
      ['role.unknown'],
      all(
        without('lead-1'),
        also(review('lead-1', '12:30:00'), review('reader-1', '14:10:00'), review('lead-2', '14:30:00')),
        team('acme/leads', ['lead-1', 'lead-2']),
      ),
      (procedure) => {
        notDistinct(procedure);
        need('engineering-lead', 2)(procedure);
        procedure.roles['engineering-lead'].teams.push('acme/others');
      },
    ],
    [
      'two places, one who may be a lead came last, where one may fill several places',
      'unknown',
      ['role.unknown', 'role.nobody'],
      also(review('stranger', '14:30:00')),
      (procedure) => {
        notDistinct(procedure);
        need('engineering-lead', 2)(procedure);
        procedure.roles['engineering-lead'].permission = 'admin';
      },
    ],
    ['a lead is taken for a peer at the same moment', 'waiting', ['approval.out-of-order'], leadTakenForPeer],
    [
      'a lead is taken for a peer, and who may be one approved an older commit',
      'waiting',
      ['approval.out-of-order'],
      all(leadTakenForPeer, also(review('stranger', '14:30:00', { commitSha: first }))),
    ],
    [
      'one who may be a lead came with the last of the others, where one may fill several places',
      'unknown',
      ['role.unknown'],
      all(without('lead-1'), also(review('lead-1', '12:30:00'), review('stranger', '13:00:00'))),
      (procedure) => {
        notDistinct(procedure);
        procedure.roles['engineering-lead'].permission = 'admin';
      },
    ],
    [
      'it would be in order if an earlier peer were one',
      'unknown',
      ['role.unknown'],
      (record) => {
        record.reviews = [
          review('stranger', '10:30:00'),
          review('qa-1', '12:00:00'),
          review('lead-1', '12:30:00'),
          review('peer-1', '13:00:00'),
        ];
      },
    ],
    ['a lead requests changes', 'blocked', ['approvals.missing', 'changes-requested'], request('lead-1')],
    ['nobody is named', 'unknown', ['role.unconfigured'], same, noRole('engineering-lead')],
    ['author unknown', 'unknown', ['author.unknown'], unknownAuthor],
  ]);
});

describe('what a role’s findings tell', () => {
  it('when the change was merged, and when its memberships were read, as the host wrote them', () => {
    const capturedAt = '2026-03-09T16:00:00Z';
    const report = judge(
      mergedRecordWith((record) => {
        record.capturedAt = capturedAt;
      }),
    );
    assert.deepEqual(stepOf(report, 3).findings.find(({ code }) => code === 'membership.later')?.data, {
      mergedAt: at('16:00:00'),
      capturedAt,
    });
  });

  it('says how many places are filled, and whom to ask', () => {
    const [finding] = stepOf(judge(recordWith(without('peer-1'))), 3).findings;
    assert.deepEqual(finding, {
      code: 'approvals.missing',
      severity: 'error',
      message: '1 approval by the peer reviewers is missing. Ask @peer-1 to review.',
      data: { role: 'peer-reviewer', have: 0, need: 1 },
    });
  });

  it('says what came after a stale approval', () => {
    const stale = recordWith((record) => {
      record.reviews[0] = review('peer-1', '11:00:00', { commitSha: first });
    });
    assert.equal(
      stepOf(judge(stale), 3).findings[0]?.message,
      'The approval by @peer-1 is for abcdef1; 1 commit came after it. Ask @peer-1 to review again.',
    );
  });

  it('says whose request stands, and whose role is in doubt', () => {
    const report = judge(recordWith(all(request('stranger'))));
    assert.deepEqual(
      stepOf(report, 3).findings.map(({ data }) => data),
      [
        { person: 'stranger', review: 'stranger-14:30:00' },
        { role: 'peer-reviewer', person: 'stranger' },
      ],
    );
  });

  it('counts the commits that came after a stale approval', () => {
    const message = (commitSha: string): string | undefined =>
      stepOf(
        judge(
          recordWith((record) => {
            record.commits = [commit('000000a'), commit('000000b'), commit('000000c'), commit(head)];
            record.reviews[0] = review('peer-1', '11:00:00', { commitSha });
          }),
        ),
        3,
      ).findings[0]?.message.slice(0, 75);
    assert.equal(
      message('000000a'),
      'The approval by @peer-1 is for 000000a; 3 commits came after it. Ask @peer-',
    );
    assert.equal(
      message('000000b'),
      'The approval by @peer-1 is for 000000b; 2 commits came after it. Ask @peer-',
    );
    assert.equal(
      message('0000gone'),
      'The approval by @peer-1 is for 0000gon; the head is another commit now. Ask',
    );
  });

  it('names the role that names nobody, and the one that nobody is left for', () => {
    const peers = (change: Change, rules?: Rules): unknown[] =>
      stepOf(judge(recordWith(change), procedureWith(rules)), 3).findings.map(({ data }) => data);
    assert.deepEqual(peers(same, noRole('peer-reviewer')), [{ role: 'peer-reviewer' }]);
    assert.deepEqual(peers(unread('people'), noRole('peer-reviewer'))[0], { role: 'peer-reviewer' });
    assert.deepEqual(peers(same, need('peer-reviewer', 2))[1], { role: 'peer-reviewer' });
  });

  it('names the commits by nobody known', () => {
    const report = judge(recordWith(unknownAuthor));
    assert.deepEqual(
      stepOf(report, 6).findings.map(({ data }) => data),
      [{ commits: [first] }],
    );
  });

  it('gives a fact once, with the first reason', () => {
    const report = judge(
      recordWith(
        all(unread('commits'), (record) => {
          record.unknown.push({ fact: 'commits', reason: 'again' });
          record.commits = [commit(first)];
        }),
      ),
    );
    for (const number of [3, 5, 6] satisfies StepNumber[]) {
      assert.deepEqual(
        stepOf(report, number).findings.map(({ data }) => data),
        [{ fact: 'commits', reason: 'no access' }],
      );
    }
  });

  it('says in what the record contradicts itself', () => {
    const report = judge(
      mergedRecordWith((record) => {
        record.commits.pop();
        Reflect.deleteProperty(record.pullRequest, 'mergedAt');
      }),
    );
    assert.deepEqual(
      stepOf(report, 3).findings.map(({ data }) => data),
      [
        { fact: 'pullRequest', reason: 'it is merged, but not when' },
        { fact: 'commits', reason: "the pull request's head is not among them" },
      ],
    );
    assert.equal(report.verdict, 'unknown');
    assert.equal(report.change.headSha, head);
    assert.equal(report.change.pullRequest, 130);
  });

  it('says the same of a role in each step that it is about', () => {
    const report = judge(
      recordWith(
        all(security, (record) => {
          record.reviews = [];
        }),
      ),
    );
    assert.deepEqual(
      [3, 4, 5, 6].map((number) => codesOf(report, number as StepNumber)[0]),
      Array<string>(4).fill('approvals.missing'),
    );
  });
});
