import assert from 'node:assert/strict';
import { auditPage } from '../../../../src/evidence/audit/page/page.ts';
import { wordsOf } from '../words.ts';
import { early, entry, summaryWith, troubledSummary } from './summaries.ts';

describe('the page of an audit', () => {
  it('says of a period in order that it is, of how much, and how that was found', () => {
    const words = wordsOf(auditPage(summaryWith()));
    for (const sentence of [
      'Audit of a period acme/ledger 2025-01-01 to 2025-12-31',
      '✓ No exceptions All 5,000 changes followed the procedure before they were merged, and nothing else came to the base branch.',
      'None among the 5,212 commits that came to the base branch.',
      'Everything that was asked for was read.',
      'Nobody acted in more than one role.',
      `acme/ledgersha256:${'0f'.repeat(32)}`,
      'Facts read until 2026-01-07',
      'change-guide audit --since 2025-01-01T00:00:00Z --until 2026-01-01T00:00:00Z --repo acme/ledger --out DIR',
      '--until=2025-12-31T23:59:59Z a1b2c3d4e5f60718293a4b5c6d7e8f9011223344 | sha256sum',
    ]) {
      assert.ok(words.includes(sentence), `${sentence}\n\nis not in\n\n${words}`);
    }
  });

  it('says what is wrong and what is unknown before anything else', () => {
    const words = wordsOf(auditPage(troubledSummary()));
    const order = [
      '✕ 111 exceptions 111 commits of 5,212 came to the base branch past the procedure. Besides, not all could be read',
      '101 2% changes violated the procedure',
      'Merged while steps were openmerged.early101',
      'No pull request: Fix the build at once',
      'And 84 more exceptions, in changes.csv',
      'The history of a repositoryacme/vaultThe token may not read acme/vault (403).',
      'The checks30 changesThe host answered 502.',
      'By the week of the merge',
      '2 Pull request5,0002 d 2 h4 d 14 h37 d 12 h',
      '@lena-lead3122402,4002,10024',
      'Changes that take back another',
      'Changes that a bot opened',
      'drawn with the seed Q1',
    ];
    const places = order.map((sentence) => words.indexOf(sentence));
    assert.deepEqual(
      order.filter((_, index) => places[index] === -1),
      [],
      words,
    );
    assert.deepEqual(
      places,
      places.toSorted((one, other) => one - other),
    );
  });

  it('never calls unread fine', () => {
    const words = wordsOf(
      auditPage(
        summaryWith((summary) => {
          summary.totals = { ...summary.totals, unreadCommits: 1 };
        }),
      ),
    );
    assert.match(words, /\? Unknown No exception was found, but not all could be read/);
    assert.doesNotMatch(words, /✓ No exceptions/);
  });

  it('draws each number as tall as it is, in both pictures', () => {
    const page = auditPage(troubledSummary());
    const bars = Array.from(
      page.matchAll(
        /class="of-(\w+)"\s+x="[\d.]+"\s+y="[\d.]+"\s+width="(?!12")[\d.]+"\s+height="([\d.]+)"/g,
      ),
    );
    const heights = (kind: string) => bars.flatMap(([, of, height]) => (of === kind ? Number(height) : []));
    // The most in a week are five: three violated and two unknown.
    assert.ok(heights('violated').every((height) => [22, 44, 66].includes(Math.round(height))));
    assert.equal(heights('compliant').length, 52);
    assert.equal(Math.max(...heights('compliant')), 90);
    assert.match(
      page,
      /aria-label="By week: 78 changes that violated the procedure, 11 direct pushes, 12 unknown/,
    );
    assert.match(page, /aria-label="Median time in each step: 2 Pull request 2 d 2 h, 3 Peer review 20 h/);
  });

  it('lets nothing from outside become markup, act, load or reorder', () => {
    const hostile = '"><script>alert(1)</script><img src=x onerror=alert(2)>\u202E\u0007\uD800';
    const url = 'javascript:alert(3)';
    const page = auditPage(
      summaryWith((summary) => {
        const bad = {
          ...entry(1, {
            repository: hostile,
            sha: hostile,
            url,
            subject: hostile,
            pullRequest: { number: 1, url, title: hostile },
            exceptions: [{ ...early, sentence: hostile }],
            reverts: hostile,
          }),
          sentences: [hostile],
        };
        const list = { listed: [bad, { ...bad, pullRequest: null }], total: 3 };
        Object.assign(summary, {
          asked: { ...summary.asked, owner: hostile, host: hostile },
          exceptions: { ...summary.exceptions, entries: list, commits: 2 },
          unread: {
            facts: [],
            teams: [{ team: hostile, changes: 1, reason: hostile }],
            commits: { listed: [{ ...bad, number: null, reason: hostile }], total: 1 },
            changes: list,
          },
          reverts: list,
          byBots: list,
          sample: {
            seed: hostile,
            size: 1,
            from: 1,
            changes: [
              { repository: hostile, number: 1, title: hostile, verdict: 'violated', folder: hostile },
            ],
          },
        });
      }),
    );
    const tags = Array.from(page.matchAll(/<[a-z][^>]*>/g), ([tag]) => tag.replaceAll(/"[^"]*"/g, '""'));
    assert.deepEqual(
      tags.filter((tag) => /^<(script|img|iframe|link|object|base)|\s(on\w+|src|style)=/.test(tag)),
      [],
    );
    assert.doesNotMatch(page, /@import|href="[^"]*(?:javascript|data):|[\u202E\p{Cs}]|(?!\n)\p{Cc}/u);
  });
});
