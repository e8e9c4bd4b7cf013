import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { evaluate } from '../../../src/procedure/evaluate.ts';
import { defaultProcedure } from '../../../src/procedure/procedure.ts';
import type { ComplianceReport, Verdict } from '../../../src/procedure/report.ts';
import {
  approvalsOf,
  at,
  commit,
  first,
  judge,
  mergedRecordWith,
  procedureWith,
  recordWith,
  review,
  type ProcedureDraft,
  type RecordDraft,
} from './records.ts';

type Change = (record: RecordDraft) => void;
type Rules = (procedure: ProcedureDraft) => void;
const same: Change = () => undefined;
const all =
  (...changes: Change[]): Change =>
  (record) => {
    changes.forEach((change) => {
      change(record);
    });
  };
const noReviews: Change = (record) => {
  record.reviews = [];
};
const noTicket: Change = (record) => {
  record.ticket = null;
};
const noPullRequest: Change = (record) => {
  Object.assign(record, { pullRequest: null });
};
const closed: Change = (record) => {
  record.pullRequest.state = 'closed';
};
const failing: Change = (record) => {
  record.checks.push({ name: 'lint', result: 'failure' });
};
const unread =
  (...facts: RecordDraft['unknown'][number]['fact'][]): Change =>
  (record) => {
    record.unknown.push(...facts.map((fact) => ({ fact, reason: 'no access' })));
  };
const security: Change = (record) => {
  record.pullRequest.labels.push('security');
};

describe('the verdict', () => {
  const open: [string, Verdict, Change][] = [
    ['all done', 'compliant', same],
    ['something waits', 'incomplete', noTicket],
    ['something is blocked', 'incomplete', failing],
    ['something is unknown', 'unknown', unread('checks')],
    ['something waits, something is unknown', 'incomplete', all(noTicket, unread('checks'))],
    ['no pull request', 'incomplete', noPullRequest],
    ['closed without merge', 'incomplete', closed],
    ['pull request unread', 'unknown', unread('pullRequest')],
    ['pull request unread, something waits', 'incomplete', all(noTicket, unread('pullRequest'))],
    [
      'merged, not said when, something waits',
      'incomplete',
      all(noTicket, (record) => {
        record.pullRequest.state = 'merged';
      }),
    ],
    [
      'only a warning',
      'compliant',
      (record) => {
        record.branch.name = 'x';
      },
    ],
  ];
  for (const [name, verdict, change] of open) {
    it(`of an open change: ${name}`, () => {
      assert.equal(judge(recordWith(change)).verdict, verdict);
    });
  }
  const merged: [string, Verdict, Change][] = [
    ['all done', 'compliant', same],
    ['something waited', 'violated', noTicket],
    ['something was blocked', 'violated', failing],
    ['something is unknown', 'unknown', unread('checks')],
    ['something waited, something is unknown', 'violated', all(noTicket, unread('checks'))],
    ['pull request unread', 'unknown', unread('pullRequest')],
    ['pull request unread, something waits', 'incomplete', all(noTicket, unread('pullRequest'))],
  ];
  for (const [name, verdict, change] of merged) {
    it(`of a merged change: ${name}`, () => {
      assert.equal(judge(mergedRecordWith(change)).verdict, verdict);
    });
  }
});

describe('what remains', () => {
  const rows: [string, ComplianceReport['remaining'], Change, Rules?][] = [
    ['nothing', [], same],
    [
      'all roles, in step order',
      [
        { role: 'peer-reviewer', approvals: 1, eligible: ['peer-1'] },
        { role: 'security-team', approvals: 1, eligible: ['sec-1'] },
        { role: 'qa-team', approvals: 1, eligible: ['qa-1'] },
        { role: 'engineering-lead', approvals: 1, eligible: ['lead-1'] },
      ],
      all(noReviews, security),
    ],
    [
      'no security team where it is not required',
      [
        { role: 'peer-reviewer', approvals: 1, eligible: ['peer-1'] },
        { role: 'qa-team', approvals: 1, eligible: ['qa-1'] },
        { role: 'engineering-lead', approvals: 1, eligible: ['lead-1'] },
      ],
      noReviews,
    ],
    [
      'without a pull request the author is not known to be one',
      [
        { role: 'peer-reviewer', approvals: 1, eligible: ['dev-1', 'peer-1'] },
        { role: 'qa-team', approvals: 1, eligible: ['qa-1'] },
        { role: 'engineering-lead', approvals: 1, eligible: ['lead-1'] },
      ],
      all(noPullRequest, (record) => {
        record.commits = [];
      }),
    ],
    [
      'without a pull request contributors are',
      [
        { role: 'peer-reviewer', approvals: 1, eligible: ['peer-1'] },
        { role: 'qa-team', approvals: 1, eligible: ['qa-1'] },
        { role: 'engineering-lead', approvals: 1, eligible: ['lead-1'] },
      ],
      noPullRequest,
    ],
    [
      'two more',
      [{ role: 'peer-reviewer', approvals: 2, eligible: [] }],
      same,
      (procedure) => {
        procedure.roles['peer-reviewer'].approvals = 3;
      },
    ],
    [
      'a team unread',
      [{ role: 'qa-team', approvals: 1, eligible: null }],
      (record) => {
        record.teams = { 'acme/leads': ['lead-1'], 'acme/security': [] };
        record.reviews.splice(1, 1);
      },
    ],
    [
      'nobody named',
      [{ role: 'qa-team', approvals: 1, eligible: null }],
      same,
      (procedure) => {
        procedure.roles['qa-team'] = { teams: [], users: [], approvals: 1 };
      },
    ],
    [
      'sorted by login, in any letters, as spelled',
      [{ role: 'qa-team', approvals: 1, eligible: ['aa', 'Bb', 'cc'] }],
      (record) => {
        record.reviews.splice(1, 1);
        record.teams['acme/qa'] = ['cc', 'bb', 'AA'];
        record.people['aa'] = { kind: 'user', permission: 'none' };
        record.people['Bb'] = { kind: 'user', permission: 'none' };
      },
    ],
    [
      'no bot, no author, no contributor',
      [{ role: 'qa-team', approvals: 1, eligible: ['qa-9'] }],
      (record) => {
        record.reviews.splice(1, 1);
        record.teams['acme/qa'] = ['robot[bot]', 'DEV-1', 'coder-1', 'qa-9'];
        record.commits[0] = commit(first, { authors: ['coder-1'] });
      },
    ],
    [
      'contributors, where they are allowed',
      [{ role: 'qa-team', approvals: 1, eligible: ['coder-1'] }],
      (record) => {
        record.reviews.splice(1, 1);
        record.teams['acme/qa'] = ['dev-1', 'coder-1'];
        record.commits[0] = commit(first, { authors: ['coder-1'] });
      },
      (procedure) => {
        procedure.approvals.contributors = 'allow';
      },
    ],
    [
      'not who fills another place',
      [{ role: 'qa-team', approvals: 1, eligible: ['qa-9'] }],
      (record) => {
        record.reviews.splice(1, 1);
        record.teams['acme/qa'] = ['peer-1', 'qa-9'];
      },
    ],
    [
      'who fills another place, where that is allowed',
      [{ role: 'qa-team', approvals: 1, eligible: ['qa-9'] }],
      (record) => {
        record.reviews = [review('peer-1', '11:00:00'), review('lead-1', '14:00:00')];
        record.teams['acme/qa'] = ['qa-9'];
      },
      (procedure) => {
        procedure.approvals.distinctPeople = false;
      },
    ],
    [
      'who fills another place but whose sign-off does not count',
      [{ role: 'qa-team', approvals: 1, eligible: ['peer-1'] }],
      (record) => {
        record.reviews.splice(1, 1);
        record.teams['acme/qa'] = ['peer-1'];
      },
      (procedure) => {
        procedure.approvals.distinctPeople = false;
      },
    ],
    [
      'not who counts in the role already',
      [{ role: 'qa-team', approvals: 1, eligible: ['qa-2'] }],
      (record) => {
        record.teams['acme/qa'] = ['qa-1', 'qa-2'];
      },
      (procedure) => {
        procedure.approvals.distinctPeople = false;
        procedure.roles['qa-team'].approvals = 2;
      },
    ],
    [
      'who requested changes',
      [{ role: 'peer-reviewer', approvals: 1, eligible: ['peer-1'] }],
      (record) => {
        record.reviews.push(review('peer-1', '14:30:00', { state: 'CHANGES_REQUESTED' }));
      },
    ],
    [
      'not whom only an unknown permission brings in',
      [{ role: 'peer-reviewer', approvals: 1, eligible: ['peer-1'] }],
      (record) => {
        record.reviews.shift();
        record.people['new-1'] = { kind: 'user', permission: 'unknown' };
      },
    ],
    [
      'by permission and by login',
      [{ role: 'peer-reviewer', approvals: 1, eligible: ['peer-1', 'zz-1'] }],
      (record) => {
        record.reviews.shift();
      },
      (procedure) => {
        procedure.roles['peer-reviewer'].users = ['zz-1'];
      },
    ],
    [
      'who approved another commit',
      [{ role: 'peer-reviewer', approvals: 1, eligible: ['peer-1'] }],
      (record) => {
        record.reviews[0] = review('peer-1', '11:00:00', { commitSha: first });
      },
    ],
    ['nothing of a closed one', [], all(closed, noReviews)],
    ['nothing while the pull request is unread', [], all(noReviews, unread('pullRequest'))],
    ['nothing while the reviews are unread', [], all(noReviews, unread('reviews'))],
    ['nothing while the commits are unread', [], all(noReviews, unread('commits'))],
    ['nothing while the people are unread', [], all(noReviews, unread('people'))],
  ];
  for (const [name, remaining, change, rules] of rows) {
    it(name, () => {
      assert.deepEqual(judge(recordWith(change), procedureWith(rules)).remaining, remaining);
    });
  }

  it('nothing of a merged one', () => {
    assert.deepEqual(judge(mergedRecordWith(noReviews)).remaining, []);
  });
});

describe('someone told twice', () => {
  for (const names of [
    ['qa-9', 'QA-9'],
    ['QA-9', 'qa-9'],
  ]) {
    it(`is spelled in one way: ${names.join(', ')}`, () => {
      const record = recordWith((draft) => {
        draft.reviews.splice(1, 1);
        draft.teams['acme/qa'] = ['qa-9'];
        for (const name of names) {
          draft.people[name] = { kind: 'user', permission: 'read' };
        }
      });
      assert.deepEqual(judge(record).remaining[0]?.eligible, ['QA-9']);
    });
  }
});

describe('approvals while a fact that they rest on is unread', () => {
  for (const fact of ['pullRequest', 'reviews', 'commits', 'people'] as const) {
    it(`none while it is ${fact}`, () => {
      assert.deepEqual(
        judge(recordWith(unread(fact))).steps.flatMap(({ approvals }) => approvals),
        [],
      );
    });
  }
  it('as ever while it is another', () => {
    assert.equal(
      judge(recordWith(unread('ticket', 'files', 'checks', 'deployments'))).steps[2]?.approvals.length,
      1,
    );
  });
});

describe('the report', () => {
  it('says which change it is about', () => {
    const { schema, change } = judge(recordWith());
    assert.equal(schema, 'compliance-report/1');
    assert.deepEqual(change, {
      repository: 'acme/payments',
      pullRequest: 130,
      headSha: 'c0ffee2000000000000000000000000000000000',
    });
  });

  it('takes the branch’s head where there is no pull request', () => {
    const { change } = judge(
      recordWith(
        all(noPullRequest, (record) => {
          record.branch.headSha = first;
        }),
      ),
    );
    assert.deepEqual(change, { repository: 'acme/payments', pullRequest: null, headSha: first });
  });

  it('has six steps, each with its role and the controls that it supports', () => {
    const controls = [
      'SOC 2 CC8.1',
      'HIPAA Security Rule 45 CFR § 164.312(b)',
      'HIPAA Security Rule 45 CFR § 164.312(c)(1)',
    ];
    assert.deepEqual(
      judge(recordWith()).steps.map(({ number, id, role, controls }) => ({ number, id, role, controls })),
      [
        { number: 1, id: 'ticket', role: 'developer', controls },
        { number: 2, id: 'pull-request', role: 'developer', controls },
        { number: 3, id: 'peer-review', role: 'peer-reviewer', controls },
        { number: 4, id: 'security-review', role: 'security-team', controls },
        { number: 5, id: 'qa', role: 'qa-team', controls },
        { number: 6, id: 'final-approval', role: 'engineering-lead', controls },
      ],
    );
  });

  it('lists an approval with review, author, commit and time', () => {
    assert.deepEqual(judge(recordWith()).steps[2]?.approvals, [
      {
        review: 'peer-1-11:00:00',
        author: 'peer-1',
        commitSha: 'c0ffee2000000000000000000000000000000000',
        at: at('11:00:00'),
        counts: true,
      },
    ]);
  });

  it('names the procedure with the digest of all its rules', () => {
    // Node's own sort and JSON are another way to RFC 8785 for a value without numbers that differ there.
    const sorted = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(sorted)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .sort()
                .map(([key, inner]) => [key, sorted(inner)]),
            )
          : value;
    const digest = createHash('sha256')
      .update(JSON.stringify(sorted(defaultProcedure)))
      .digest('hex');
    assert.deepEqual(evaluate(defaultProcedure, recordWith()).procedure, {
      id: 'ENG-PROC-003',
      digest: `sha256:${digest}`,
    });
  });

  it('notices when a procedure was changed in place', () => {
    const procedure = structuredClone(defaultProcedure) as ProcedureDraft;
    const before = evaluate(procedure, recordWith());
    procedure.securityImpact.labels = [];
    procedure.securityImpact.paths = ['**'];
    const after = evaluate(procedure, recordWith());
    assert.notEqual(after.procedure.digest, before.procedure.digest);
    assert.equal(before.steps[3]?.status, 'not-required');
    assert.notEqual(after.steps[3]?.status, 'not-required');
  });
});

describe('an approval by someone in no role', () => {
  it('is listed at step 3 alone', () => {
    const report = judge(recordWith(({ reviews }) => void reviews.push(review('reader-1', '13:30:00'))));
    assert.deepEqual(
      report.steps.map(({ number }) =>
        approvalsOf(report, number).filter((line) => line.startsWith('reader-1')),
      ),
      [[], [], ['reader-1: approval.not-in-role'], [], [], []],
    );
  });
});
