import assert from 'node:assert/strict';
import { approvalAdvice } from '../../../src/procedure/approvalAdvice.ts';
import { facts, type Fact } from '../../../src/procedure/changeRecord.ts';
import { reasonRules } from '../../../src/procedure/approvalReasons.ts';
import { finding, findingRules } from '../../../src/procedure/findings.ts';
import { approvalReasons, type Finding } from '../../../src/procedure/report.ts';
import { list, plain } from '../../../src/procedure/wording.ts';
import { at, first, head } from './records.ts';

const role = 'qa-team';
const open = { role, have: 0, need: 1 } as const;
const aStale = { author: 'sec-1', commitSha: first, reason: 'approval.stale', commitsAfter: 2 } as const;

/** One of each, with its kind and its sentence. */
const sentences: [Finding, kind: string, message: string][] = [
  [
    finding('ticket.missing', {}),
    'error',
    'No ticket is linked. Link the ticket that plans this change, or create one.',
  ],
  [
    finding('ticket.is-pull-request', { ticket: '#12' }),
    'error',
    '#12 is a pull request, not a ticket. Link the ticket that plans this change.',
  ],
  [
    finding('ticket.not-planned', { ticket: '#12' }),
    'error',
    'Ticket #12 was closed as not planned. Reopen it if the change is wanted, or link the ticket that plans it.',
  ],
  [
    finding('ticket.late', {
      ticket: '#12',
      createdAt: at('11:00:00'),
      before: 'pull-request',
      beforeAt: at('10:00:00'),
    }),
    'error',
    'Ticket #12 was created on 2026-03-04 11:00 UTC, after the pull request was opened (2026-03-04 10:00 UTC). Link the ticket that planned this change beforehand.',
  ],
  [
    finding('ticket.late', {
      ticket: '#12',
      createdAt: at('11:00:00'),
      before: 'first-commit',
      beforeAt: at('10:00:00'),
    }),
    'error',
    'Ticket #12 was created on 2026-03-04 11:00 UTC, after the first commit was made (2026-03-04 10:00 UTC). Link the ticket that planned this change beforehand.',
  ],
  [
    finding('ticket.closed-early', { ticket: '#12', closedAt: at('09:00:00'), openedAt: at('10:00:00') }),
    'error',
    'Ticket #12 was closed on 2026-03-04 09:00 UTC, before the pull request was opened (2026-03-04 10:00 UTC). Reopen it if it plans this change, or link the one that does.',
  ],
  [
    finding('branch.is-base', { branch: 'main' }),
    'error',
    '“main” is a branch that changes are merged into. Move the work to a feature branch of its own.',
  ],
  [
    finding('branch.name', { branch: 'x', pattern: '{slug}' }),
    'warning',
    'The branch name “x” does not follow “{slug}”. Name the next branch after the pattern.',
  ],
  [finding('pr.missing', {}), 'error', 'There is no pull request. Open one when development is complete.'],
  [
    finding('pr.closed', {}),
    'blocking',
    'The pull request was closed without a merge. Reopen it if the change is still wanted.',
  ],
  [
    finding('pr.draft', {}),
    'error',
    'The pull request is still a draft. Mark it as ready for review when development is complete.',
  ],
  [
    finding('pr.wrong-base', { base: 'dev', expected: 'main' }),
    'error',
    'The pull request would be merged into “dev”. Change its base to “main”.',
  ],
  [
    finding('pr.section-missing', { section: 'Testing' }),
    'error',
    "The section “Testing” is not in the pull request's description. Add its heading and fill it in.",
  ],
  [
    finding('pr.section-empty', { section: 'Testing' }),
    'error',
    "The section “Testing” of the pull request's description is empty. Fill it in.",
  ],
  [
    finding('checklist.item-missing', { item: 'A' }),
    'error',
    "The security checklist's item “A” is not in the description. Put it back as a task list item and answer it.",
  ],
  [
    finding('checklist.unanswered', { item: 'A' }),
    'error',
    "The security checklist's item “A” is not answered. Tick it, or write N/A and why.",
  ],
  [
    finding('checklist.no-reason', { item: 'A' }),
    'error',
    "The security checklist's item “A” is marked N/A without a reason. Write the reason behind it, on the same line.",
  ],
  [
    finding('pr.edited-after-merge', { editedAt: at('17:00:00'), mergedAt: at('16:00:00') }),
    'unknown',
    'The description was edited on 2026-03-04 17:00 UTC, after the merge (2026-03-04 16:00 UTC), so what it said at the merge is not known. Look at its edit history.',
  ],
  [
    finding('pr.edited-after-approval', { editedAt: at('17:00:00'), approvedAt: at('16:00:00') }),
    'warning',
    'The description was edited on 2026-03-04 17:00 UTC, after the final approval (2026-03-04 16:00 UTC). Make sure that the approval still holds.',
  ],
  [
    finding('approvals.missing', open, { shutOut: [], eligible: ['a', 'b', 'c'] }),
    'error',
    '1 approval by the QA team is missing. Ask @a, @b or @c to review.',
  ],
  [
    finding('changes-requested', { person: 'a', review: '1' }),
    'blocking',
    '@a requested changes. Make them, then ask @a to review again.',
  ],
  [
    finding('role.unconfigured', { role }),
    'unknown',
    'Nobody can approve for the QA team: the procedure file names no team, user or permission for the role qa-team. Add one there.',
  ],
  [
    finding('role.unknown', open),
    'unknown',
    'Whether the people who approved are in the QA team could not be read. Grant access to the membership of its teams, or ask someone who is known to be in the role.',
  ],
  [
    finding('role.unknown', { role, person: 'a' }),
    'unknown',
    '@a requested changes, and whether @a is in the QA team could not be read. Grant access to the membership, or ask @a to review again.',
  ],
  [
    finding('role.nobody', { role }),
    'warning',
    'Nobody who is known could still approve for the QA team. Add people to the role qa-team, or ask someone who did not work on this change.',
  ],
  [
    finding('membership.later', { mergedAt: at('16:00:00'), capturedAt: '2026-03-06T00:00:00Z' }),
    'warning',
    'Who is in which role was read on 2026-03-06 00:00 UTC, more than a day after the merge (2026-03-04 16:00 UTC). Check that nobody changed roles in between.',
  ],
  [
    finding('author.unknown', { commits: [first, head] }),
    'unknown',
    "Who wrote abcdef1 and c0ffee2 is not known, so an approval could be by one who worked on this change. Add the e-mail address of the commit to its author's account.",
  ],
  [
    finding('impact.path', { path: 'a', pattern: '*' }),
    'info',
    'The security team must review “a”: it matches “*”.',
  ],
  [
    finding('impact.label', { label: 'x' }),
    'info',
    'The security team must review this change: it has the label “x”.',
  ],
  [
    finding('impact.requested', { person: 'a' }),
    'info',
    '@a of the security team requested changes, so the team must approve.',
  ],
  [
    finding('impact.unknown', { reason: 'no access' }),
    'info',
    'Not all changed files could be read (no access), so the security team must review this change, to be safe.',
  ],
  [finding('impact.none', {}), 'info', 'Nothing in this change asks for a security review.'],
  [
    finding('checklist.not-applicable', { item: 'A' }),
    'info',
    '“A” is marked not applicable, so the security team must agree.',
  ],
  [
    finding('checks.failing', { check: 'x' }),
    'blocking',
    'The check “x” failed. Fix what it found, or run it again.',
  ],
  [
    finding('checks.pending', { check: 'x' }),
    'error',
    'The check “x” has not finished. Wait for it, or start it if it never ran.',
  ],
  [
    finding('checks.missing', { check: 'x' }),
    'error',
    'The check “x” did not run on the head commit. Run it.',
  ],
  [
    finding('checks.missing', {}),
    'error',
    'No check ran on the head commit. Set up a check that tests the change, and run it.',
  ],
  [
    finding('deployment.missing', { environment: 'x' }),
    'error',
    'The head commit was never deployed to “x”. Deploy it there, so that the QA team can test it.',
  ],
  [
    finding('deployment.failed', { environment: 'x' }),
    'blocking',
    'The latest deployment of the head commit to “x” failed. Look at its log, and deploy again.',
  ],
  [
    finding('signoff.before-deployment', { ...open, people: ['a', 'b'] }),
    'error',
    '@a and @b signed off before the change was deployed for testing. Ask for a sign-off of what is deployed now.',
  ],
  [
    finding('approval.out-of-order', { ...open, people: ['a', 'b'] }),
    'error',
    'The final approval by @a and @b is older than the last approval that it rests on. Ask @a or @b to approve again, now that the other steps are done.',
  ],
  [
    finding('steps.open', { steps: [2, 3, 4] }),
    'error',
    'Finish steps 2, 3 and 4 first: the final approval comes last.',
  ],
  [
    finding('merged.early', { steps: [2] }),
    'blocking',
    'The pull request was merged with step 2 still open. Record why, and have the change reviewed now.',
  ],
  [
    finding('fact.unknown', { fact: 'checks', reason: 'no access' }),
    'unknown',
    'The checks could not be read: no access. Solve that, then look again.',
  ],
];

describe('the table of findings', () => {
  for (const [{ code, message, severity }, kind, expected] of sentences) {
    it(`${code}: ${expected.slice(0, 60)}…`, () => {
      assert.equal(message, expected);
      assert.equal(findingRules[code].kind, kind);
      assert.equal(severity, kind === 'blocking' ? 'error' : kind);
    });
  }

  it('has a sentence here for each', () => {
    assert.deepEqual([...new Set(sentences.map(([{ code }]) => code))], Object.keys(findingRules));
  });

  it('says when each is given, in which steps', () => {
    for (const [code, { when, steps }] of Object.entries(findingRules)) {
      assert.match(when, /^\S.{8,}[^.\s]$/u, code);
      assert.ok(steps.length > 0, code);
    }
  });
});

describe('whom to ask', () => {
  const rows: [name: string, Parameters<typeof approvalAdvice>, message: string][] = [
    [
      'a stale approval',
      [open, { shutOut: [aStale], eligible: ['sec-1'] }],
      'The approval by @sec-1 is for abcdef1; 2 commits came after it. Ask @sec-1 to review again.',
    ],
    [
      'in other letters',
      [open, { shutOut: [aStale], eligible: ['Sec-1'] }],
      'The approval by @sec-1 is for abcdef1; 2 commits came after it. Ask @sec-1 to review again.',
    ],
    [
      'a commit that is gone',
      [open, { shutOut: [{ ...aStale, commitsAfter: null }], eligible: null }],
      'The approval by @sec-1 is for abcdef1; the head is another commit now. Ask @sec-1 to review again.',
    ],
    [
      'by one who cannot now',
      [open, { shutOut: [aStale], eligible: ['a'] }],
      '1 approval by the QA team is missing. The approval by @sec-1 is for abcdef1; 2 commits came after it. Ask @a to review.',
    ],
    [
      'two are missing',
      [
        { ...open, need: 2 },
        { shutOut: [], eligible: ['a', 'b'] },
      ],
      '2 approvals by the QA team are missing. Ask @a or @b to review.',
    ],
    [
      'one more is missing',
      [
        { ...open, have: 1, need: 2 },
        { shutOut: [], eligible: ['a'] },
      ],
      '1 more approval by the QA team is missing. Ask @a to review.',
    ],
    [
      'nobody is known',
      [open, { shutOut: [], eligible: [] }],
      '1 approval by the QA team is missing. Ask someone in the role qa-team who did not work on this change to review.',
    ],
    [
      'the members are unread',
      [open, { shutOut: [], eligible: null }],
      '1 approval by the QA team is missing. Ask someone in the role qa-team who did not work on this change to review.',
    ],
    [
      'one who may not approve',
      [open, { shutOut: [{ ...aStale, reason: 'approval.author' }], eligible: ['a', 'sec-1'] }],
      '1 approval by the QA team is missing. @sec-1 opened the pull request and cannot approve it. Ask @a or @sec-1 to review.',
    ],
    [
      'many',
      [open, { shutOut: [], eligible: ['a', 'b', 'c', 'd', 'e', 'f'] }],
      '1 approval by the QA team is missing. Ask @a, @b, @c, @d or 2 more to review.',
    ],
  ];
  for (const [name, args, message] of rows) {
    it(name, () => {
      assert.equal(String(approvalAdvice(...args)), message);
    });
  }
});

describe('the table of reasons', () => {
  const why: Record<(typeof approvalReasons)[number], string> = {
    'approval.bot': '@a is a bot, and bots cannot approve.',
    'approval.author': '@a opened the pull request and cannot approve it.',
    'approval.contributor': '@a worked on this change and cannot approve it.',
    'approval.after-merge': '@a approved after the merge.',
    'approval.no-commit': 'The approval by @a names no commit.',
    'approval.stale': 'The approval by @a is for abcdef1; 1 commit came after it.',
    'signoff.before-deployment': '@a signed off before the change was deployed for testing.',
    'approval.role-unknown': 'Whether @a is in this role could not be read.',
    'approval.not-in-role': '@a is in none of the roles that approve.',
    'approval.other-role': 'The approval by @a already fills a place in another role.',
    'approval.out-of-order': 'The final approval by @a is older than an approval that it rests on.',
  };
  for (const reason of approvalReasons) {
    it(reason, () => {
      const said = reasonRules[reason].why({ author: 'a', commitSha: first, commitsAfter: 1 });
      assert.equal(String(said), why[reason]);
      assert.match(reasonRules[reason].when, /^\S.{8,}[^.\s]$/u);
    });
  }
  it('is in the order of the reasons', () => {
    assert.deepEqual(Object.keys(reasonRules), [...approvalReasons]);
  });
});

describe('what could not be read', () => {
  const beginnings: Record<Fact, string> = {
    ticket: 'The ticket',
    pullRequest: 'The pull request',
    commits: 'The commits',
    files: 'The changed files',
    reviews: 'The reviews',
    checks: 'The checks',
    deployments: 'The deployments',
    people: 'The people and their permissions',
  };
  for (const fact of facts) {
    it(fact, () => {
      assert.equal(
        finding('fact.unknown', { fact, reason: 'no access' }).message,
        `${beginnings[fact]} could not be read: no access. Solve that, then look again.`,
      );
    });
  }
});

describe('text from outside', () => {
  const rows: [string, string][] = [
    ['a b', 'a b'],
    ['  a \u00a0\u00a0b ', 'a b'],
    ['a\n\tb\u0000\u001b[1mc\u202ed', 'a b [1mc d'],
    ['x'.repeat(80), 'x'.repeat(80)],
    ['x'.repeat(81), `${'x'.repeat(79)}…`],
    ['😀'.repeat(81), `${'😀'.repeat(79)}…`],
    [`${'\n'.repeat(1e5)}x`, ''],
  ];
  for (const [text, expected] of rows) {
    it(JSON.stringify(text.slice(0, 20)), () => {
      assert.equal(plain(text), expected);
    });
  }
  it('lists with a limit', () => {
    assert.deepEqual(
      [1, 2, 3].map((length) => String(list(['a', 'b', 'c'].slice(0, length), 'and'))),
      ['a', 'a and b', 'a, b and c'],
    );
    assert.equal(list([], 'and'), '');
    assert.equal(String(list(['a', 'b', 'c'], 'or', 2)), 'a or 2 more');
    assert.equal(String(list(['a', 'b', 'c', 'd', 'e'], 'or')), 'a, b, c, d or e');
  });
});
