import assert from 'node:assert/strict';
import { isOwnCheck, procedureStatus } from '../../../src/change/procedureStatus.ts';
import type { ComplianceReport, Step, StepStatus, Verdict } from '../../../src/procedure/report.ts';

const ids = ['ticket', 'pull-request', 'peer-review', 'security-review', 'qa', 'final-approval'] as const;

function report(verdict: Verdict, statuses: readonly StepStatus[], id = 'ENG-PROC-003'): ComplianceReport {
  const step = (name: (typeof ids)[number], index: number): Step => ({
    number: (index + 1) as Step['number'],
    id: name,
    role: 'developer',
    status: statuses[index] ?? 'done',
    findings: [],
    approvals: [],
    controls: [],
  });
  return {
    schema: 'compliance-report/1',
    procedure: { id, digest: 'sha256:00' },
    change: { repository: 'acme/payments', pullRequest: 42, headSha: 'a'.repeat(40) },
    verdict,
    steps: ids.map(step),
    remaining: [],
  };
}

describe('the commit status', () => {
  const cases: [Verdict, StepStatus[], string, string][] = [
    ['compliant', ['done', 'done', 'done', 'not-required'], 'success', 'Every step of ENG-PROC-003 is done'],
    [
      'incomplete',
      ['done', 'done', 'done', 'not-required', 'waiting', 'waiting'],
      'pending',
      'Waiting: QA and Final approval',
    ],
    [
      'incomplete',
      ['done', 'done', 'blocked', 'unknown', 'waiting', 'waiting'],
      'failure',
      'Blocked: Peer review · Waiting: Security review, QA and Final approval',
    ],
    [
      'violated',
      ['waiting', 'done', 'done', 'done', 'done', 'blocked'],
      'failure',
      'Merged without: Ticket and Final approval',
    ],
    ['unknown', ['done', 'done', 'unknown'], 'error', 'Could not be judged: Peer review'],
  ];
  for (const [verdict, statuses, state, description] of cases) {
    it(`${verdict}: ${description}`, () => {
      assert.deepEqual(procedureStatus(report(verdict, statuses)), { state, description });
    });
  }

  it('fits into what GitHub takes, whatever the steps and the procedure are called', () => {
    const long = procedureStatus(report('compliant', [], '😀\n'.repeat(300))).description;
    const most = procedureStatus(
      report(
        'incomplete',
        ids.map(() => 'waiting'),
      ),
    ).description;
    for (const description of [long, most]) {
      assert.ok(description.length <= 140, description);
      assert.ok(!description.includes('\n'));
    }
  });

  it('and the job that sets it are no checks of the change', () => {
    assert.deepEqual(
      ['change-procedure', 'change-procedure-check', 'change-procedure-tests', 'Change-Procedure', 'ci'].map(
        isOwnCheck,
      ),
      [true, true, false, false, false],
    );
  });
});
