import { evaluate } from '../../../src/procedure/evaluate.ts';
import type { ChangeRecord, Commit, PullRequest, Review } from '../../../src/procedure/changeRecord.ts';
import { defaultProcedure, type Procedure } from '../../../src/procedure/procedure.ts';
import type { ComplianceReport, StepNumber } from '../../../src/procedure/report.ts';

/** The same, but a test may change it. */
export type Draft<T> = { -readonly [Key in keyof T]: Draft<T[Key]> };
export type RecordDraft = Draft<ChangeRecord> & { pullRequest: Draft<PullRequest> };
export type ProcedureDraft = Draft<Procedure>;

export const head = 'c0ffee2000000000000000000000000000000000';
export const first = 'abcdef1000000000000000000000000000000000';

/** A moment on the day of the change. */
export function at(time: string): string {
  return `2026-03-04T${time}Z`;
}

export const body = `## Summary
<!-- What does this change, and why? -->
Refunds above the limit now ask for a second approval.

## Testing
Unit tests for the limit; a run against staging.

## Rollback plan
Revert the merge commit.

## Security checklist
${defaultProcedure.pullRequest.securityChecklist.map((item) => `- [x] ${item}`).join('\n')}
`;

/** ENG-PROC-003 with a team for each role that has none by default. */
export function procedureWith(change: (procedure: ProcedureDraft) => void = () => undefined): Procedure {
  const procedure = structuredClone(defaultProcedure) as ProcedureDraft;
  procedure.roles['security-team'].teams = ['acme/security'];
  procedure.roles['qa-team'].teams = ['acme/qa'];
  procedure.roles['engineering-lead'].teams = ['acme/leads'];
  change(procedure);
  return procedure;
}

/** A review of the head commit. */
export function review(author: string, time: string, more: Partial<Review> = {}): Draft<Review> {
  const id = more.id ?? `${author}-${time}`;
  return { id, author, state: 'APPROVED', commitSha: head, submittedAt: at(time), ...more };
}

/** A commit of the developer's. */
export function commit(sha: string, more: Partial<Commit> = {}): Draft<Commit> {
  return {
    sha,
    parents: [],
    authors: ['dev-1'],
    committer: 'dev-1',
    authoredAt: at('09:00:00'),
    committedAt: at('09:00:00'),
    ...more,
  } as Draft<Commit>;
}

/**
 * A change that needs no security review and has all it needs: @peer-1 approved at 11:00, @qa-1 signed off at
 * 13:00, after the deployment at 12:00, and @lead-1 approved at 14:00.
 */
export function recordWith(change: (record: RecordDraft) => void = () => undefined): ChangeRecord {
  const record: RecordDraft = {
    schema: 'change-record/1',
    capturedAt: at('15:00:00'),
    repository: { host: 'github.com', owner: 'acme', name: 'payments', defaultBranch: 'main' },
    branch: { name: 'feature/128-refund-limit', headSha: head },
    ticket: {
      tracker: 'github',
      key: '#128',
      url: 'https://github.com/acme/payments/issues/128',
      title: 'Refund limit',
      state: 'open',
      createdAt: at('08:00:00'),
      createdBy: 'dev-1',
      linkedBy: ['closing-keyword'],
    },
    pullRequest: {
      number: 130,
      url: 'https://github.com/acme/payments/pull/130',
      title: 'Ask for a second approval of large refunds',
      body,
      author: 'dev-1',
      isDraft: false,
      state: 'open',
      createdAt: at('10:00:00'),
      baseRef: 'main',
      headRef: 'feature/128-refund-limit',
      headSha: head,
      labels: [],
    },
    commits: [commit(first), commit(head, { parents: [first] })],
    files: [
      { path: 'src/refunds/limit.ts', status: 'modified' },
      { path: 'test/refunds/limit.test.ts', status: 'added' },
    ],
    reviews: [review('peer-1', '11:00:00'), review('qa-1', '13:00:00'), review('lead-1', '14:00:00')],
    checks: [{ name: 'build', result: 'success', completedAt: at('10:30:00') }],
    deployments: [
      {
        environment: 'staging',
        sha: head,
        state: 'success',
        updatedAt: at('12:00:00'),
        succeededAt: at('12:00:00'),
      },
    ],
    patchIds: { [head]: 'digest-of-head', [first]: 'digest-of-first' },
    people: {
      'dev-1': { kind: 'user', permission: 'write' },
      'peer-1': { kind: 'user', permission: 'write' },
      'sec-1': { kind: 'user', permission: 'read' },
      'qa-1': { kind: 'user', permission: 'read' },
      'lead-1': { kind: 'user', permission: 'read' },
      'reader-1': { kind: 'user', permission: 'read' },
      'robot[bot]': { kind: 'bot', permission: 'write' },
    },
    teams: { 'acme/security': ['sec-1'], 'acme/qa': ['qa-1'], 'acme/leads': ['lead-1'] },
    unknown: [],
  };
  change(record);
  return record;
}

/** The same change once it is merged, at 16:00, and looked at an hour later. */
export function mergedRecordWith(change: (record: RecordDraft) => void = () => undefined): ChangeRecord {
  return recordWith((record) => {
    record.capturedAt = at('17:00:00');
    record.pullRequest.state = 'merged';
    record.pullRequest.mergedAt = at('16:00:00');
    record.pullRequest.mergedBy = 'lead-1';
    change(record);
  });
}

/** A report in short: verdict, statuses, and each step's codes that have the given step number. */
export function codesOf(report: ComplianceReport, number: StepNumber): string[] {
  return stepOf(report, number).findings.map(({ code }) => code);
}

export function stepOf(report: ComplianceReport, number: StepNumber): ComplianceReport['steps'][number] {
  const step = report.steps[number - 1];
  if (step === undefined) {
    throw new Error(`no step ${number}`);
  }
  return step;
}

/** The approvals of a step as `login: counts` or `login: reason`. */
export function approvalsOf(report: ComplianceReport, number: StepNumber): string[] {
  return stepOf(report, number).approvals.map(
    ({ author, counts, reason }) => `${author}: ${counts ? 'counts' : (reason ?? '')}`,
  );
}

export function judge(record: ChangeRecord, procedure: Procedure = procedureWith()): ComplianceReport {
  return evaluate(procedure, record);
}
