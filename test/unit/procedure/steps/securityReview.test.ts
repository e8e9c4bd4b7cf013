import assert from 'node:assert/strict';
import { same, testStep, testMergedStep } from '../cases.ts';
import {
  approvalsOf,
  at,
  judge,
  procedureWith,
  recordWith,
  review,
  stepOf,
  type RecordDraft,
} from '../records.ts';

type Change = (record: RecordDraft) => void;
const all =
  (...changes: Change[]): Change =>
  (record) => {
    changes.forEach((change) => {
      change(record);
    });
  };
const files =
  (...list: RecordDraft['files']): Change =>
  (record) => {
    record.files = list;
  };
const changed = (path: string): Change => files({ path, status: 'modified' });
const labels =
  (...list: string[]): Change =>
  (record) => {
    record.pullRequest.labels = list;
  };
const unread =
  (...facts: RecordDraft['unknown'][number]['fact'][]): Change =>
  (record) => {
    record.unknown.push(...facts.map((fact) => ({ fact, reason: 'no access' })));
  };
const approved: Change = (record) => {
  record.reviews.push(review('sec-1', '11:30:00'));
};
const request =
  (login: string, more = {}): Change =>
  (record) => {
    record.reviews.push(review(login, '11:30:00', { state: 'CHANGES_REQUESTED', ...more }));
  };
const notApplicable =
  (reason: string): Change =>
  (record) => {
    record.pullRequest.body = record.pullRequest.body.replace('or logs', `or logs N/A${reason}`);
  };
const noPullRequest: Change = (record) => {
  Object.assign(record, { pullRequest: null });
};

describe('step 4, the security review', () => {
  testStep(4, [
    ['nothing asks for it', 'not-required', ['impact.none'], same],
    ['nothing asks for it, though the team approved', 'not-required', ['impact.none'], approved],
    ['no files at all', 'not-required', ['impact.none'], files()],
    ['a path', 'waiting', ['approvals.missing', 'impact.path'], changed('src/auth/login.ts')],
    ['a path, and the team approved', 'done', ['impact.path'], all(changed('src/auth/login.ts'), approved)],
    ['a path in capitals', 'waiting', ['approvals.missing', 'impact.path'], changed('SRC/AUTH/LOGIN.TS')],
    [
      'two paths',
      'done',
      ['impact.path', 'impact.path'],
      all(files({ path: 'auth/a', status: 'added' }, { path: 'auth/b', status: 'removed' }), approved),
    ],
    [
      'the new name of a file',
      'done',
      ['impact.path'],
      all(files({ path: 'auth/a', previousPath: 'src/a', status: 'renamed' }), approved),
    ],
    [
      'the old name of a file',
      'done',
      ['impact.path'],
      all(files({ path: 'src/a', previousPath: 'auth/a', status: 'renamed' }), approved),
    ],
    [
      'both names of a file',
      'done',
      ['impact.path', 'impact.path'],
      all(files({ path: 'auth/b', previousPath: 'auth/a', status: 'renamed' }), approved),
    ],
    [
      'one path told twice',
      'done',
      ['impact.path'],
      all(files({ path: 'auth/b', status: 'added' }, { path: 'auth/b', status: 'removed' }), approved),
    ],
    ['a label', 'done', ['impact.label'], all(labels('bug', 'security'), approved)],
    ['a label in capitals', 'done', ['impact.label'], all(labels('SECURITY'), approved)],
    ['a label told twice', 'done', ['impact.label'], all(labels('SECURITY', 'security'), approved)],
    ['another label', 'not-required', ['impact.none'], labels('security-ish')],
    [
      'the team requests changes',
      'blocked',
      ['approvals.missing', 'changes-requested', 'impact.requested'],
      request('sec-1'),
    ],
    [
      'the team’s request was dismissed',
      'not-required',
      ['impact.none'],
      request('sec-1', { state: 'DISMISSED' }),
    ],
    [
      'a bot of the team requests changes',
      'not-required',
      ['impact.none'],
      all(request('sec-1'), (record) => {
        record.people['sec-1'] = { kind: 'bot', permission: 'read' };
      }),
    ],
    ['another team requests changes', 'not-required', ['impact.none'], request('peer-1')],
    [
      'one who may be in the team requests changes',
      'waiting',
      ['approvals.missing', 'role.unknown'],
      all(request('reader-1'), (record) => {
        record.teams['acme/security'] = { unknown: 'no access' };
        record.reviews.shift();
        record.reviews = record.reviews.filter(({ state }) => state !== 'APPROVED');
      }),
    ],
    [
      'one who may be in the team requests changes, another may have approved',
      'unknown',
      ['role.unknown', 'role.unknown'],
      all(request('reader-1'), (record) => {
        record.teams['acme/security'] = { unknown: 'no access' };
        record.reviews.push(review('reader-2', '11:00:00'));
      }),
    ],
    ['the files unread', 'waiting', ['approvals.missing', 'impact.unknown'], unread('files')],
    ['the files unread, and the team approved', 'done', ['impact.unknown'], all(unread('files'), approved)],
    [
      'the files unread, but for one that asks for it',
      'done',
      ['impact.path', 'impact.unknown'],
      all(unread('files'), changed('auth/a'), approved),
    ],
    [
      'an item is not applicable',
      'done',
      ['checklist.not-applicable'],
      all(notApplicable(': docs only'), approved),
    ],
    [
      'an item is not applicable without a reason',
      'done',
      ['checklist.not-applicable'],
      all(notApplicable(''), approved),
    ],
    [
      'all there is',
      'blocked',
      [
        'approvals.missing',
        'changes-requested',
        'author.unknown',
        'impact.path',
        'impact.label',
        'impact.requested',
        'impact.unknown',
        'checklist.not-applicable',
      ],
      all(
        request('sec-1'),
        unread('files'),
        changed('auth/a'),
        labels('security'),
        notApplicable(': docs'),
        (record) => {
          Object.assign(record.commits[0] ?? {}, { committer: null });
        },
      ),
    ],
    [
      'nothing asks for it, an author unknown',
      'not-required',
      ['impact.none'],
      (record) => {
        Object.assign(record.commits[0] ?? {}, { committer: null });
      },
    ],
    [
      'nothing asks for it, nobody is named',
      'not-required',
      ['impact.none'],
      same,
      (procedure) => {
        procedure.roles['security-team'] = { teams: [], users: [], approvals: 1 };
      },
    ],
    [
      'nobody is named',
      'unknown',
      ['role.unconfigured', 'impact.label'],
      labels('security'),
      (procedure) => {
        procedure.roles['security-team'] = { teams: [], users: [], approvals: 1 };
      },
    ],
    ['nothing asks for it, no pull request', 'not-required', ['impact.none'], noPullRequest],
    [
      'a path, no pull request',
      'waiting',
      ['approvals.missing', 'impact.path'],
      all(changed('auth/a'), noPullRequest),
    ],
    ['nothing asks for it, the commits unread', 'not-required', ['impact.none'], unread('commits')],
    ['nothing asks for it, the reviews unread', 'unknown', ['fact.unknown'], unread('reviews')],
    ['nothing asks for it, the people unread', 'unknown', ['fact.unknown'], unread('people')],
    ['nothing asks for it, the pull request unread', 'unknown', ['fact.unknown'], unread('pullRequest')],
    [
      'nothing asks for it, nothing was read',
      'unknown',
      Array<string>(4).fill('fact.unknown'),
      all(unread('pullRequest', 'reviews', 'commits', 'people'), (record) => {
        Object.assign(record.commits[0] ?? {}, { committer: null });
      }),
      (procedure) => {
        procedure.roles['security-team'] = { teams: [], users: [], approvals: 1 };
      },
    ],
    [
      'a label, the pull request unread',
      'unknown',
      ['fact.unknown'],
      all(labels('security'), notApplicable(': docs'), unread('pullRequest')),
    ],
    [
      'a path, the pull request unread',
      'unknown',
      ['impact.path', 'fact.unknown'],
      all(changed('auth/a'), unread('pullRequest')),
    ],
    [
      'a path, the commits unread',
      'unknown',
      ['impact.path', 'fact.unknown'],
      all(changed('auth/a'), unread('commits')),
    ],
    [
      'the team requests changes, the commits unread',
      'blocked',
      ['changes-requested', 'impact.requested', 'fact.unknown'],
      all(request('sec-1'), unread('commits')),
    ],
    [
      'the team requests changes, the reviews unread',
      'unknown',
      ['fact.unknown'],
      all(request('sec-1'), unread('reviews')),
    ],
    [
      'the files and the reviews unread',
      'unknown',
      ['impact.unknown', 'fact.unknown'],
      unread('files', 'reviews'),
    ],
  ]);
  testMergedStep(4, [
    [
      'the team’s request came after the merge',
      'not-required',
      ['impact.none'],
      request('sec-1', { submittedAt: at('16:30:00') }),
    ],
    [
      'the team’s request was dismissed after the merge',
      'blocked',
      ['approvals.missing', 'changes-requested', 'impact.requested'],
      request('sec-1', {
        state: 'DISMISSED',
        dismissed: { at: at('16:30:00'), previousState: 'CHANGES_REQUESTED' },
      }),
    ],
  ]);
});

describe('what step 4 says', () => {
  it('names the path with the first pattern that matches it, and the label', () => {
    const report = judge(
      recordWith(all(changed('src/auth/secret/package.json'), labels('Security'))),
      procedureWith((procedure) => {
        procedure.securityImpact.paths = ['**/none', '**/*.JSON', '**/auth/**'];
      }),
    );
    assert.deepEqual(
      stepOf(report, 4)
        .findings.slice(1)
        .map(({ data }) => data),
      [{ path: 'src/auth/secret/package.json', pattern: '**/*.JSON' }, { label: 'Security' }],
    );
  });

  it('lists no approvals where it is not required', () => {
    assert.deepEqual(approvalsOf(judge(recordWith(approved)), 4), []);
    assert.deepEqual(approvalsOf(judge(recordWith(all(approved, labels('security')))), 4), ['sec-1: counts']);
  });

  it('does not say that someone of the team is in no role', () => {
    assert.deepEqual(approvalsOf(judge(recordWith(approved)), 3), ['peer-1: counts']);
  });
});
