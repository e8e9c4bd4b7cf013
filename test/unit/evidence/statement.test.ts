import assert from 'node:assert/strict';
import { timelineOf } from '../../../src/evidence/timeline.ts';
import { parseStatement } from '../../../src/evidence/parseStatement.ts';
import { makeStatement, statementText } from '../../../src/evidence/statement.ts';
import { evaluate } from '../../../src/procedure/evaluate.ts';
import { canonicalJson } from '../../../src/procedure/digest.ts';
import { at, commit, head, recordWith, review } from '../procedure/records.ts';
import { inputFor, mergeCommit, mergedChange } from './evidence.ts';

const signing = { kind: 'none', reason: 'no key' } as const;

describe('the statement', () => {
  it('is about the merge commit, or the head of what is not merged', () => {
    assert.deepEqual(makeStatement({ ...inputFor(mergedChange()), signing }).subject, [
      {
        name: 'github.com/acme/payments',
        digest: { gitCommit: mergeCommit },
        annotations: { commit: 'merge' },
      },
    ]);
    assert.deepEqual(makeStatement({ ...inputFor(recordWith()), signing }).subject, [
      { name: 'github.com/acme/payments', digest: { gitCommit: head }, annotations: { commit: 'head' } },
    ]);
  });

  it('gives the same report again from its own content, and is canonical', () => {
    const answers = [{ request: 'GET /repos/acme/payments/pulls/130', sha256: 'ab'.repeat(32) }];
    const text = statementText(makeStatement({ ...inputFor(mergedChange()), answers, signing }));
    assert.equal(canonicalJson(JSON.parse(text)), text);
    const parsed = parseStatement(text);
    assert.ok(parsed.ok);
    const { predicate } = JSON.parse(text) as { predicate: { report: unknown; answers: unknown } };
    assert.deepEqual(evaluate(parsed.input.procedure, parsed.input.record), predicate.report);
    assert.deepEqual(predicate.answers, answers);
    assert.equal(statementText(makeStatement(parsed.input)), text);
  });

  it('says that it supports the controls, and as of when the members are', () => {
    const { predicate } = makeStatement({ ...inputFor(mergedChange()), signing });
    assert.deepEqual(predicate.controls[0], {
      framework: 'SOC 2',
      reference: 'CC8.1',
      relation: 'supports',
      steps: [1, 2, 3, 4, 5, 6],
    });
    assert.equal(predicate.membershipReadAt, at('17:00:00'));
  });
});

describe('the timeline', () => {
  const timeline = (record: ReturnType<typeof mergedChange>) =>
    timelineOf(record, evaluate(inputFor(record).procedure, record)).map(
      ({ at: time, step, kind, what }) => `${time.slice(11, 16)} ${step} ${kind}: ${what}`,
    );

  it('tells what happened, by time, in the step where it counts', () => {
    assert.deepEqual(timeline(mergedChange()), [
      '08:00 1 made: Ticket #128 created',
      '09:00 2 made: Commit',
      '09:00 2 made: Commit',
      '10:00 2 made: Pull request #130 opened',
      '10:30 5 passed: Check build: success',
      '11:00 3 approved: Approved',
      '12:00 5 passed: Deployed to staging',
      '13:00 5 approved: Approved',
      '14:00 6 approved: Approved',
      '16:00 6 merged: Merged',
    ]);
  });

  it('tells what does not count, what was objected, and what failed', () => {
    const told = timeline(
      mergedChange((record) => {
        record.reviews = [
          review('dev-1', '10:05:00'),
          review('peer-1', '10:10:00', { state: 'CHANGES_REQUESTED' }),
          review('lead-1', '10:20:00', {
            state: 'DISMISSED',
            dismissed: { at: at('10:40:00'), previousState: 'APPROVED' },
          }),
          review('qa-1', '10:50:00', { state: 'COMMENTED' }),
        ];
        record.checks = [{ name: 'e2e', result: 'failure', completedAt: at('10:55:00') }];
      }),
    );
    assert.deepEqual(told.slice(4, 9), [
      '10:05 3 shut-out: Approved; it does not count',
      '10:10 3 objected: Changes requested',
      '10:20 3 shut-out: Approved',
      '10:40 3 objected: Review dismissed',
      '10:55 5 failed: Check e2e: failure',
    ]);
  });

  it('folds long runs of commits and of checks', () => {
    const told = timeline(
      mergedChange((record) => {
        record.commits = Array.from({ length: 40 }, (_, index) => commit(String(index).padStart(40, '0')));
        record.checks = Array.from({ length: 30 }, (_, index) => ({
          name: `job ${index}`,
          result: 'success',
          completedAt: at('10:30:00'),
        }));
      }),
    );
    assert.deepEqual(
      told.filter((line) => /commits|checks/.test(line)),
      ['09:00 2 made: 40 commits, the last one is', '10:30 5 passed: 30 checks finished'],
    );
  });
});
