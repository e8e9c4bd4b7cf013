import assert from 'node:assert/strict';
import type { AuditException } from '../../../../src/evidence/audit/exceptions.ts';
import type { AuditSummary, ListedEntry, TimeBucket } from '../../../../src/evidence/audit/summary.ts';

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

const host = 'https://github.com/acme/ledger';

export function entry(number: number, change: Partial<ListedEntry> = {}): ListedEntry {
  const sha = String(number).padStart(4, '0').repeat(10);
  return {
    repository: 'acme/ledger',
    sha,
    url: `${host}/commit/${sha}`,
    committedAt: `2025-03-${String((number % 28) + 1).padStart(2, '0')}T10:00:00Z`,
    pullRequest: { number, url: `${host}/pull/${number}`, title: 'Round refunds to the cent' },
    subject: `Round refunds to the cent (#${number})`,
    verdict: 'violated',
    exceptions: [],
    reverts: null,
    byBot: false,
    ...change,
  };
}

export const early: AuditException = {
  code: 'merged.early',
  step: 6,
  sentence: 'It was merged while step 6 was open.',
};

const week = (index: number, compliant: number, violated = 0, directPushes = 0, unknown = 0): TimeBucket => ({
  from: new Date(Date.UTC(2025, 0, 6 + index * 7)).toISOString().slice(0, 10),
  verdicts: { compliant, incomplete: 0, violated, unknown },
  directPushes,
  unreadCommits: 0,
});

/** A year of 5,000 changes in which all was in order; a test says what was not. */
export function summaryWith(
  change: (summary: Writable<AuditSummary>) => void = () => undefined,
): AuditSummary {
  const summary: Writable<AuditSummary> = {
    schema: 'audit-summary/1',
    asked: {
      host: 'github.com',
      owner: null,
      repositories: ['acme/ledger'],
      period: { since: '2025-01-01T00:00:00Z', until: '2026-01-01T00:00:00Z' },
      shard: null,
    },
    made: {
      on: '2026-01-07',
      by: { name: 'Dana', email: 'dana@acme.test' },
      tool: { name: 'change-guide', version: '1.2.3' },
    },
    repositories: [
      {
        name: 'acme/ledger',
        url: host,
        population: {
          kind: 'read',
          baseBranch: 'main',
          tip: 'a1b2c3d4e5f60718293a4b5c6d7e8f9011223344',
          commits: 5212,
          digest: `sha256:${'0f'.repeat(32)}`,
        },
        changes: 5000,
        verdicts: { compliant: 5000, incomplete: 0, violated: 0, unknown: 0 },
        directPushes: 0,
        unreadCommits: 0,
      },
    ],
    totals: {
      commits: 5212,
      changes: 5000,
      verdicts: { compliant: 5000, incomplete: 0, violated: 0, unknown: 0 },
      directPushes: 0,
      unreadCommits: 0,
      reverts: 0,
      byBots: 0,
      repositories: 1,
      unreadRepositories: 0,
    },
    overTime: {
      unit: 'week',
      buckets: Array.from({ length: 52 }, (_, index) => week(index, 90 + ((index * 7) % 13))),
    },
    steps: [
      { step: 2, changes: 5000, hours: { median: 50, p90: 110, longest: 900 } },
      { step: 3, changes: 5000, hours: { median: 20, p90: 48, longest: 300 } },
      { step: 4, changes: 1700, hours: { median: 7, p90: 20, longest: 120 } },
      { step: 5, changes: 5000, hours: { median: 12, p90: 30, longest: 200 } },
      { step: 6, changes: 5000, hours: { median: 9, p90: 22, longest: 160 } },
      { step: 'merge', changes: 5000, hours: { median: 0, p90: 3, longest: 40 } },
    ],
    exceptions: { commits: 0, byCode: [], entries: { listed: [], total: 0 } },
    people: {
      listed: [
        {
          login: 'dana-dev',
          kind: 'user',
          opened: 1200,
          merged: 0,
          approvals: {},
          roles: 1,
          severalAtOnce: 0,
          mergedOwn: 0,
        },
      ],
      total: 1,
    },
    unread: { facts: [], teams: [], commits: { listed: [], total: 0 }, changes: { listed: [], total: 0 } },
    reverts: { listed: [], total: 0 },
    byBots: { listed: [], total: 0 },
    sample: null,
  };
  change(summary);
  return summary;
}

/** Much of everything: exceptions, unknowns, long names, several repositories, a sample. */
export function troubledSummary(): AuditSummary {
  return summaryWith((summary) => {
    const long = `Raise the limit of refunds ${'and_a_very_long_word'.repeat(5)}`;
    const [first] = summary.repositories;
    assert.ok(first);
    const push = entry(31, {
      pullRequest: null,
      subject: 'Fix the build at once',
      repository: 'acme/payments-and-refunds-of-the-shop',
      exceptions: [
        {
          code: 'push.direct',
          step: null,
          sentence:
            '@dana-dev brought this commit to main without a pull request: none of the steps was taken.',
        },
      ],
    });
    const listed = [
      ...Array.from({ length: 24 }, (_, index) =>
        entry(40 + index, {
          exceptions: [
            early,
            {
              code: 'approvals.missing',
              step: 6,
              sentence:
                'No approval of the engineering leads counts; one of @lena-lead and @leo-lead was needed.',
            },
          ],
        }),
      ),
      entry(70, { pullRequest: { number: 70, url: `${host}/pull/70`, title: long }, exceptions: [early] }),
      push,
      entry(71, { byBot: true, exceptions: [early] }),
    ];
    const verdicts = { compliant: 4868, incomplete: 0, violated: 101, unknown: 31 };
    const unknown = entry(90, { verdict: 'unknown' });
    Object.assign(summary, {
      asked: { ...summary.asked, owner: 'acme' },
      totals: {
        ...summary.totals,
        verdicts,
        directPushes: 10,
        unreadCommits: 2,
        reverts: 41,
        byBots: 168,
        repositories: 3,
        unreadRepositories: 1,
      },
      repositories: [
        ...summary.repositories,
        {
          ...first,
          name: 'acme/payments-and-refunds-of-the-shop',
          verdicts,
          directPushes: 10,
          unreadCommits: 2,
        },
        {
          ...first,
          name: 'acme/vault',
          changes: 0,
          population: { kind: 'unread', reason: 'The token may not read acme/vault (403).' },
        },
      ],
      overTime: {
        unit: 'week',
        buckets: Array.from({ length: 52 }, (_, index) =>
          week(index, 80 + ((index * 7) % 23), index % 4, index % 5 === 0 ? 1 : 0, index % 9 === 0 ? 2 : 0),
        ),
      },
      exceptions: {
        commits: 111,
        byCode: [
          { code: 'merged.early', commits: 101 },
          { code: 'approvals.missing', commits: 60 },
          { code: 'approval.stale', commits: 20 },
          { code: 'push.direct', commits: 10 },
          { code: 'ticket.missing', commits: 1 },
        ],
        entries: { listed, total: 111 },
      },
      people: {
        listed: [
          {
            login: 'lena-lead',
            kind: 'user',
            opened: 12,
            merged: 2100,
            approvals: { 'peer-reviewer': 240, 'engineering-lead': 2400 },
            roles: 3,
            severalAtOnce: 4,
            mergedOwn: 2,
          },
          {
            login: 'renovate[bot]',
            kind: 'bot',
            opened: 168,
            merged: 0,
            approvals: {},
            roles: 1,
            severalAtOnce: 0,
            mergedOwn: 0,
          },
        ],
        total: 17,
      },
      unread: {
        facts: [{ fact: 'checks', changes: 30, reason: 'The host answered 502.' }],
        teams: [{ team: 'acme/security', changes: 1, reason: 'The token may not read its members (403).' }],
        commits: {
          listed: [
            {
              repository: 'acme/ledger',
              sha: 'f'.repeat(40),
              url: `${host}/commit/${'f'.repeat(40)}`,
              number: 99,
              reason: 'The pull request is not there any more.',
            },
          ],
          total: 2,
        },
        changes: { listed: [{ ...unknown, sentences: ['The checks could not be read.'] }], total: 31 },
      },
      reverts: { listed: [entry(80, { verdict: 'compliant', reverts: '#41' })], total: 41 },
      byBots: { listed: [entry(81, { verdict: 'compliant', byBot: true })], total: 168 },
      sample: {
        seed: 'Q1',
        size: 25,
        from: 5000,
        changes: [
          {
            repository: 'acme/ledger',
            number: 42,
            title: long,
            verdict: 'compliant',
            folder: 'sample/acme+ledger+42',
          },
        ],
      },
    } satisfies Partial<AuditSummary>);
  });
}
