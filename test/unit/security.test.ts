import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '../..');

/** The tests that SECURITY.md names must be there: a claim that nothing shows any more must not stand. */
describe('SECURITY.md', () => {
  const rows = readFileSync(path.join(root, 'SECURITY.md'), 'utf8')
    .split('\n')
    .filter((line) => /^\| .*\|$/.test(line) && !/^\| (?:attempt|-+) /.test(line));

  for (const row of rows) {
    const [, attempt = '', , shown = ''] = row.split('|').map((cell) => cell.trim());
    it(attempt, () => {
      const file = /\]\((test\/[^)]+)\)/.exec(shown)?.[1];
      assert.ok(file !== undefined, 'a line names its test');
      const text = readFileSync(path.join(root, file), 'utf8');
      const title = /_(.+)_/.exec(shown.slice(0, shown.includes(';') ? shown.indexOf(';') : undefined))?.[1];
      const isOfThisFile =
        shown.startsWith('[') && title !== undefined && !shown.includes('`fuzz.test.ts` _');
      assert.ok(!isOfThisFile || text.includes(title), `${file} holds a test “${title ?? ''}”`);
    });
  }

  it('has a line for each kind of attacker', () => {
    assert.ok(rows.length > 25);
  });
});
