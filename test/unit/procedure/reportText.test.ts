import assert from 'node:assert/strict';
import type { ComplianceReport, Step, StepId, StepStatus } from '../../../src/procedure/report.ts';
import { markdownReport, plainReport } from '../../../src/procedure/reportText.ts';

const ids: readonly StepId[] = [
  'ticket',
  'pull-request',
  'peer-review',
  'security-review',
  'qa',
  'final-approval',
];

function reportWith(
  statuses: readonly StepStatus[],
  {
    steps = {},
    ...changes
  }: { steps?: Record<number, Partial<Step>> } & Omit<Partial<ComplianceReport>, 'steps'>,
): ComplianceReport {
  return {
    schema: 'compliance-report/1',
    procedure: { id: 'ENG-PROC-003', digest: 'sha256:00' },
    change: { repository: 'acme/payments', pullRequest: 42, headSha: '5d3e1f0a9b' },
    verdict: 'incomplete',
    remaining: [],
    ...changes,
    steps: statuses.map((status, index) => ({
      number: (index + 1) as Step['number'],
      id: ids[index] ?? 'ticket',
      role: 'developer',
      status,
      findings: [],
      approvals: [],
      controls: [],
      ...steps[index + 1],
    })),
  };
}

const approval = { review: 'r', commitSha: null, at: '2026-03-01T15:00:00Z' };
const open = reportWith(['done', 'waiting', 'done', 'not-required', 'blocked', 'unknown'], {
  steps: {
    2: { findings: [{ code: 'pr.draft', severity: 'error', message: 'It is *still* a draft.', data: {} }] },
    3: {
      findings: [{ code: 'impact.none', severity: 'info', message: 'Never shown.', data: {} }],
      approvals: [
        { ...approval, author: 'pia', counts: true },
        { ...approval, author: 'bot', counts: false, reason: 'approval.bot' },
        { ...approval, author: 'sam', counts: true },
      ],
    },
    5: {
      findings: [
        {
          code: 'checks.failing',
          severity: 'error',
          message: '\u001b[31mred\u202e\nand more',
          data: { check: 'x' },
        },
      ],
    },
  },
  remaining: [
    { role: 'qa-team', approvals: 2, eligible: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] },
    { role: 'security-team', approvals: 1, eligible: [] },
    { role: 'engineering-lead', approvals: 1, eligible: null },
  ],
});

describe('plainReport', () => {
  it('has six lines with marks, why, and who is missing', () => {
    assert.deepEqual(plainReport(open), [
      'acme/payments#42 at 5d3e1f0 under ENG-PROC-003: incomplete',
      '',
      '✓ 1 Ticket           done',
      '○ 2 Pull request     waiting',
      '✓ 3 Peer review      done, approved by @pia and @sam',
      '– 4 Security review  not required',
      '✗ 5 QA               blocked',
      '? 6 Final approval   unknown',
      '',
      'Why',
      '  2 Pull request: It is *still* a draft.',
      '  5 QA: \uFFFD[31mred\uFFFD and more',
      '',
      'Still needed',
      '  QA team: 2 approvals, from @a, @b, @c, @d or 3 more',
      '  security team: 1 approval, and nobody known can give it',
      '  engineering leads: 1 approval, from people whose names could not be read',
    ]);
  });

  it('has six lines alone when all is done', () => {
    const done = reportWith(['done', 'done', 'done', 'done', 'done', 'done'], {
      verdict: 'compliant',
      change: { repository: 'acme/payments', pullRequest: null, headSha: '5d3e1f0a9b' },
    });
    assert.equal(plainReport(done).length, 8);
    assert.equal(plainReport(done)[0], 'acme/payments at 5d3e1f0 under ENG-PROC-003: compliant');
  });

  it('paints marks, words and the verdict', () => {
    const lines = plainReport(open, (status, text) => `<${status}:${text}>`);
    assert.equal(lines[0]?.split(': ')[1], '<incomplete:incomplete>');
    assert.equal(lines[3], '<waiting:○> 2 Pull request     <waiting:waiting>');
  });
});

describe('markdownReport', () => {
  it('says the same, with text from outside as text', () => {
    assert.deepEqual(markdownReport(open).slice(0, 12), [
      String.raw`**acme/payments\#42 at 5d3e1f0 under ENG-PROC-003: incomplete**`,
      '',
      '- ✓ 1 Ticket: done',
      '- ○ 2 Pull request: waiting',
      '- ✓ 3 Peer review: done, approved by @pia and @sam',
      '- – 4 Security review: not required',
      '- ✗ 5 QA: blocked',
      '- ? 6 Final approval: unknown',
      '',
      '**Why**',
      '',
      String.raw`- 2 Pull request: It is \*still\* a draft.`,
    ]);
  });

  it('makes no links, images or HTML of text from outside', () => {
    const sentence = '<img src=x> ![a](b) [c](d) `e` _f_ ~~g~~ | &amp;';
    const hostile = reportWith(['waiting'], {
      steps: {
        1: { findings: [{ code: 'ticket.missing', severity: 'error', message: sentence, data: {} }] },
      },
    });
    assert.equal(
      markdownReport(hostile).at(-1),
      String.raw`- 1 Ticket: \<img src=x\> \!\[a\]\(b\) \[c\]\(d\) \`e\` \_f\_ \~\~g\~\~ \| \&amp;`,
    );
  });
});
