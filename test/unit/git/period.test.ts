import assert from 'node:assert/strict';
import fc from 'fast-check';
import { inPeriod } from '../../../src/git/period.ts';

/** Days of commits on a branch, the oldest first; the period is days 10 to 19. */
function found(...days: number[]): string {
  return inPeriod(
    days.map((at, index) => ({ sha: String(index), at })),
    10,
    20,
  )
    .map(({ at, misdated }) => `${at}${misdated ? '!' : ''}`)
    .join(' ');
}

describe('the commits of a period', () => {
  for (const [what, days, expected] of [
    ['those in order', [1, 9, 10, 15, 19, 20, 30], '10 15 19'],
    ['of one moment', [10, 10, 10], '10 10 10'],
    ['none', [1, 2, 30], ''],
    ['no branch', [], ''],
    ['one that was dated back', [9, 11, 2, 13, 21], '11 2! 13'],
    ['one that was dated ahead', [9, 11, 99, 13, 21], '11 99! 13'],
    ['one that was dated back at the end', [9, 11, 12, 2, 21, 22], '11 12 2!'],
    ['one that was dated ahead at the beginning', [8, 9, 99, 11, 12], '99! 11 12'],
    ['one that was dated into it from long before', [1, 2, 15, 3, 4, 30], '15!'],
    ['one that was dated out of it by the newest commit', [9, 11, 12, 1], '11 12 1!'],
    ['several that were dated back', [9, 11, 12, 1, 2, 14, 25], '11 12 1! 2! 14'],
  ] as const) {
    it(what, () => {
      assert.equal(found(...days), expected);
    });
  }

  it('hold each that says so, and no other where the dates are in order', () => {
    const isIn = ({ at }: { at: number }) => at >= 10 && at < 20;
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 })), (days) => {
        const branch = days.map((at, index) => ({ sha: String(index), at }));
        const shas = new Set(inPeriod(branch, 10, 20).map(({ sha }) => sha));
        assert.ok(branch.filter(isIn).every(({ sha }) => shas.has(sha)));
        const sorted = [...days].sort((a, b) => a - b).map((at, index) => ({ sha: String(index), at }));
        assert.deepEqual(
          inPeriod(sorted, 10, 20),
          sorted.filter(isIn).map((commit) => ({ ...commit, misdated: false })),
        );
      }),
    );
  });
});
