import assert from 'node:assert/strict';
import { same, testMergedStep, testStep } from '../cases.ts';
import {
  at,
  first,
  head,
  judge,
  procedureWith,
  recordWith,
  review,
  stepOf,
  type ProcedureDraft,
  type RecordDraft,
} from '../records.ts';

type Change = (record: RecordDraft) => void;
type Rules = (procedure: ProcedureDraft) => void;
type CheckDraft = RecordDraft['checks'][number];
const all =
  (...changes: Change[]): Change =>
  (record) => {
    changes.forEach((change) => {
      change(record);
    });
  };
const check = (name: string, result: CheckDraft['result'], completedAt?: string): CheckDraft => ({
  name,
  result,
  ...(completedAt === undefined ? {} : { completedAt: at(completedAt) }),
});
const checks =
  (...list: CheckDraft[]): Change =>
  (record) => {
    record.checks = list;
  };
const need =
  (needed: ProcedureDraft['checks']): Rules =>
  (procedure) => {
    procedure.checks = needed;
  };
const unread =
  (...facts: RecordDraft['unknown'][number]['fact'][]): Change =>
  (record) => {
    record.unknown.push(...facts.map((fact) => ({ fact, reason: 'no access' })));
  };
const deployments =
  (...list: Partial<RecordDraft['deployments'][number]>[]): Change =>
  (record) => {
    record.deployments = list.map((fields) => ({
      environment: 'staging',
      sha: head,
      state: 'success',
      updatedAt: at('12:00:00'),
      ...fields,
    }));
  };
const optional: Rules = (procedure) => {
  procedure.qa.deployment = 'optional';
};
const early: Change = (record) => {
  record.reviews[1] = review('qa-1', '11:30:00');
};

describe('step 5, QA: the checks', () => {
  testStep(5, [
    ['one that passed', 'done', [], checks(check('build', 'success'))],
    ['one that is neutral', 'done', [], checks(check('build', 'neutral'))],
    [
      'one that failed',
      'blocked',
      ['checks.failing'],
      checks(check('build', 'success'), check('lint', 'failure')),
    ],
    [
      'one that has not finished',
      'waiting',
      ['checks.pending'],
      checks(check('build', 'success'), check('lint', 'pending')),
    ],
    [
      'one that was skipped beside one that passed',
      'done',
      [],
      checks(check('build', 'success'), check('lint', 'skipped')),
    ],
    ['none', 'waiting', ['checks.missing'], checks()],
    ['none but skipped ones', 'waiting', ['checks.missing'], checks(check('build', 'skipped'))],
    [
      'two failed, two pending',
      'blocked',
      ['checks.failing', 'checks.failing', 'checks.pending', 'checks.pending'],
      checks(check('a', 'pending'), check('b', 'failure'), check('c', 'pending'), check('d', 'failure')),
    ],
    [
      'one name twice: the worst counts',
      'blocked',
      ['checks.failing'],
      checks(check('a', 'success'), check('a', 'failure'), check('a', 'pending')),
    ],
    ['one name twice: skipped once', 'done', [], checks(check('a', 'skipped'), check('a', 'success'))],
    ['none needed', 'done', [], checks(check('lint', 'failure')), need('none')],
    ['none needed, none there', 'done', [], checks(), need('none')],
    ['none needed, unread', 'done', [], all(checks(), unread('checks')), need('none')],
    [
      'a named one passed, others failed',
      'done',
      [],
      checks(check('build', 'success'), check('lint', 'failure')),
      need(['build']),
    ],
    ['a named one is not there', 'waiting', ['checks.missing'], same, need(['build', 'test'])],
    [
      'a named one was skipped',
      'waiting',
      ['checks.missing'],
      checks(check('build', 'skipped')),
      need(['build']),
    ],
    ['a named one in other letters', 'waiting', ['checks.missing'], same, need(['Build'])],
    ['a named one failed', 'blocked', ['checks.failing'], checks(check('build', 'failure')), need(['build'])],
    [
      'a named one has not finished',
      'waiting',
      ['checks.pending'],
      checks(check('build', 'pending')),
      need(['build']),
    ],
    ['one named twice', 'waiting', ['checks.missing'], same, need(['test', 'test'])],
    ['no names', 'done', [], checks(), need([])],
    ['unread', 'unknown', ['fact.unknown'], all(checks(check('lint', 'failure')), unread('checks'))],
    ['named ones unread', 'unknown', ['fact.unknown'], all(checks(), unread('checks')), need(['build'])],
    [
      'judged though the pull request is unread',
      'blocked',
      ['checks.failing', 'fact.unknown'],
      all(checks(check('lint', 'failure')), unread('pullRequest')),
    ],
    [
      'judged without a pull request',
      'blocked',
      ['approvals.missing', 'checks.failing'],
      all(checks(check('lint', 'failure')), (record) => {
        Object.assign(record, { pullRequest: null });
      }),
    ],
  ]);
  testMergedStep(5, [
    ['one that passed before the merge', 'done', [], checks(check('build', 'success', '15:59:59'))],
    ['one that passed at the merge', 'done', [], checks(check('build', 'success', '16:00:00'))],
    [
      'one that passed after the merge',
      'waiting',
      ['checks.pending'],
      checks(check('build', 'success', '16:00:01')),
    ],
    [
      'one that failed after the merge',
      'waiting',
      ['checks.pending'],
      checks(check('build', 'failure', '16:00:01')),
    ],
    [
      'one that failed before the merge',
      'blocked',
      ['checks.failing'],
      checks(check('build', 'failure', '15:00:00')),
    ],
    [
      'one that was neutral after the merge',
      'waiting',
      ['checks.pending'],
      checks(check('build', 'neutral', '16:00:01')),
    ],
    [
      'one that was skipped after the merge',
      'done',
      [],
      checks(check('build', 'success', '15:00:00'), check('lint', 'skipped', '16:00:01')),
    ],
    [
      'a named one that was skipped after the merge',
      'waiting',
      ['checks.missing'],
      checks(check('build', 'skipped', '16:00:01')),
      need(['build']),
    ],
    ['one that passed, not said when', 'done', [], checks(check('build', 'success'))],
  ]);
});

describe('step 5, QA: the deployment', () => {
  testStep(5, [
    ['of the head', 'done', [], deployments({})],
    ['none', 'waiting', ['deployment.missing'], deployments()],
    ['none, but optional', 'done', [], deployments(), optional],
    ['none, unread', 'unknown', ['fact.unknown'], all(deployments(), unread('deployments'))],
    ['unread, but optional', 'done', [], all(deployments(), unread('deployments')), optional],
    ['to another environment', 'waiting', ['deployment.missing'], deployments({ environment: 'production' })],
    [
      'to the environment in other letters',
      'waiting',
      ['deployment.missing'],
      deployments({ environment: 'Staging' }),
    ],
    ['of another commit', 'waiting', ['deployment.missing'], deployments({ sha: first })],
    [
      'of another commit with the same change',
      'done',
      [],
      all(deployments({ sha: first }), (record) => {
        record.patchIds[first] = 'digest-of-head';
      }),
    ],
    ['pending', 'waiting', ['deployment.missing'], deployments({ state: 'pending' })],
    ['inactive, once a success', 'done', [], deployments({ state: 'inactive', succeededAt: at('12:00:00') })],
    ['inactive, never a success', 'waiting', ['deployment.missing'], deployments({ state: 'inactive' })],
    ['failed', 'blocked', ['deployment.missing', 'deployment.failed'], deployments({ state: 'failure' })],
    ['failed, but optional', 'done', [], deployments({ state: 'failure' }), optional],
    [
      'failed, unread',
      'unknown',
      ['fact.unknown'],
      all(deployments({ state: 'failure' }), unread('deployments')),
    ],
    [
      'failed after a success',
      'blocked',
      ['deployment.failed'],
      deployments({}, { state: 'failure', updatedAt: at('12:30:00') }),
    ],
    [
      'a success after a failure',
      'done',
      [],
      deployments({}, { state: 'failure', updatedAt: at('11:30:00') }),
    ],
    [
      'failed at the same time, listed later',
      'blocked',
      ['deployment.failed'],
      deployments({}, { state: 'failure' }),
    ],
    ['failed at the same time, listed earlier', 'done', [], deployments({ state: 'failure' }, {})],
    [
      'failed elsewhere',
      'done',
      [],
      deployments({}, { state: 'failure', environment: 'production', updatedAt: at('12:30:00') }),
    ],
    [
      'failed with another commit',
      'done',
      [],
      deployments({}, { state: 'failure', sha: first, updatedAt: at('12:30:00') }),
    ],
    [
      'failed with another commit of the same change',
      'done',
      [],
      all(deployments({}, { state: 'failure', sha: first, updatedAt: at('12:30:00') }), (record) => {
        record.patchIds[first] = 'digest-of-head';
      }),
    ],
    [
      'the latest by its success, not by its update',
      'blocked',
      ['deployment.failed'],
      deployments(
        { succeededAt: at('11:00:00'), updatedAt: at('12:45:00') },
        { state: 'failure', updatedAt: at('12:30:00') },
      ),
    ],
    [
      'succeeded, then failed',
      'blocked',
      ['deployment.failed'],
      deployments({ state: 'failure', succeededAt: at('12:00:00'), updatedAt: at('12:30:00') }),
    ],
    [
      'judged though the pull request is unread',
      'waiting',
      ['deployment.missing', 'fact.unknown'],
      all(deployments(), unread('pullRequest')),
    ],
    [
      'of the branch’s head, no pull request',
      'waiting',
      ['approvals.missing'],
      (record) => {
        Object.assign(record, { pullRequest: null });
      },
    ],
  ]);
  testMergedStep(5, [
    [
      'at the merge',
      'done',
      [],
      all(deployments({ updatedAt: at('16:00:00') }), (record) => {
        record.deployments.push({
          environment: 'staging',
          sha: head,
          state: 'success',
          updatedAt: at('12:00:00'),
        });
      }),
    ],
    [
      'at the merge alone',
      'waiting',
      ['signoff.before-deployment'],
      deployments({ updatedAt: at('16:00:00') }),
    ],
    ['after the merge', 'waiting', ['deployment.missing'], deployments({ updatedAt: at('16:00:01') })],
    [
      'success before the merge, updated after it',
      'done',
      [],
      deployments({ succeededAt: at('12:00:00'), updatedAt: at('16:30:00') }),
    ],
    ['failed after the merge', 'done', [], deployments({}, { state: 'failure', updatedAt: at('16:30:00') })],
    [
      'failed before the merge',
      'blocked',
      ['deployment.failed'],
      deployments({}, { state: 'failure', updatedAt: at('15:30:00') }),
    ],
    [
      'succeeded before the merge, failed after it',
      'done',
      [],
      deployments({ state: 'failure', succeededAt: at('12:00:00'), updatedAt: at('16:30:00') }),
    ],
  ]);
});

describe('step 5, QA: the sign-off', () => {
  const qa =
    (approvals: number, ...more: string[]): Rules =>
    (procedure) => {
      Object.assign(procedure.roles['qa-team'], { approvals, users: more });
    };
  testStep(5, [
    ['before the deployment', 'waiting', ['signoff.before-deployment'], early],
    ['before the deployment, which is optional', 'done', [], early, optional],
    [
      'one before, one after, one needed',
      'done',
      [],
      all(early, (record) => {
        record.reviews.push(review('qa-2', '12:30:00'));
      }),
      qa(1, 'qa-2'),
    ],
    [
      'one before, one after, two needed',
      'waiting',
      ['signoff.before-deployment'],
      all(early, (record) => {
        record.reviews.push(review('qa-2', '12:30:00'));
      }),
      qa(2, 'qa-2'),
    ],
    ['one before, none after, two needed', 'waiting', ['approvals.missing'], early, qa(2, 'qa-2')],
    [
      'before, of another commit',
      'waiting',
      ['approvals.missing'],
      (record) => {
        record.reviews[1] = review('qa-1', '11:30:00', { commitSha: first });
      },
    ],
    [
      'before, and needed as a peer',
      'waiting',
      ['approvals.missing', 'role.nobody'],
      (record) => {
        record.people['qa-1'] = { kind: 'user', permission: 'write' };
        record.reviews = [review('qa-1', '11:30:00')];
      },
    ],
    [
      'before, while the team is unread',
      'waiting',
      ['signoff.before-deployment'],
      all(early, (record) => {
        record.teams['acme/qa'] = { unknown: 'no access' };
        record.reviews = record.reviews.filter(({ author }) => author !== 'peer-1' && author !== 'lead-1');
      }),
    ],
    [
      'none',
      'waiting',
      ['approvals.missing'],
      (record) => {
        record.reviews.splice(1, 1);
      },
    ],
  ]);
});

describe('what step 5 says', () => {
  it('names check, environment and the people who were too early', () => {
    const data = (record: Change, procedure?: Rules): unknown[] =>
      stepOf(judge(recordWith(record), procedureWith(procedure)), 5).findings.map((finding) => finding.data);
    assert.deepEqual(data(checks(check('lint', 'failure'))), [{ check: 'lint' }]);
    assert.deepEqual(data(checks()), [{}]);
    assert.deepEqual(data(same, need(['test'])), [{ check: 'test' }]);
    assert.deepEqual(data(deployments({ state: 'failure' })), [
      { environment: 'staging' },
      { environment: 'staging' },
    ]);
    assert.deepEqual(data(early), [{ role: 'qa-team', have: 0, need: 1, people: ['qa-1'] }]);
  });
});
