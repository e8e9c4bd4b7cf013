import assert from 'node:assert/strict';
import { csvHeader, csvRow } from '../../../../src/evidence/audit/csv.ts';
import type { AuditEntry } from '../../../../src/evidence/audit/entry.ts';

function pushed(subject: string): AuditEntry {
  return {
    schema: 'audit-entry/1',
    repository: 'acme/payments',
    commit: {
      sha: 'a'.repeat(40),
      firstParent: null,
      committedAt: '2026-01-02T03:04:05Z',
      misdated: false,
      author: { name: 'Mallory', email: 'mallory@acme.test' },
      subject,
    },
    came: { by: 'push' },
    verdict: 'violated',
    exceptions: [],
    reverts: null,
    byBot: false,
    change: null,
  };
}

/** The cells of a line by RFC 4180. */
function cells(row: string): string[] {
  assert.ok(row.endsWith('\r\n'));
  return [...row.slice(0, -2).matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(
    ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '',
  );
}

describe('a row of changes.csv', () => {
  const names = cells(csvHeader);
  const title = (subject: string) => cells(csvRow(pushed(subject)))[names.indexOf('title')];

  for (const [subject, expected] of [
    ['Plain', 'Plain'],
    ['With "quotes", and commas', 'With "quotes", and commas'],
    ['two\r\nlines', 'two lines'],
    ['=HYPERLINK("http://evil.test","x")', `'=HYPERLINK("http://evil.test","x")`],
    ['+1', `'+1`],
    ['-1+cmd|calc', `'-1+cmd|calc`],
    ['@SUM(A1)', `'@SUM(A1)`],
    ['\t=1+1', `' =1+1`],
    ['＝1+1', `'＝1+1`],
    ['\u200b=1+1', `'\u200b=1+1`],
    ['\u001b[2Jgone', '\uFFFD[2Jgone'],
  ] as const) {
    it(`is safe with ${JSON.stringify(subject)}`, () => {
      assert.equal(title(subject), expected);
      assert.equal(cells(csvRow(pushed(subject))).length, names.length);
    });
  }
});
