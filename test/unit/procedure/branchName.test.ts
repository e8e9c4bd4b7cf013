import assert from 'node:assert/strict';
import { branchPattern, followsPattern } from '../../../src/procedure/branchName.ts';

const usual = '{type}/{ticket}-{slug}';

describe('branch names', () => {
  const rows: [branch: string, pattern: string, ticket: string | undefined, follows: boolean][] = [
    ['feature/128-refund-limit', usual, '#128', true],
    ['feature/128-refund-limit', usual, '128', true],
    ['fix/128-x', usual, '#128', true],
    ['bugfix/128-x', usual, '#128', false],
    ['Feature/128-x', usual, '#128', false],
    ['feature/#128-x', usual, '#128', false],
    ['feature/129-x', usual, '#128', false],
    ['feature/1289-x', usual, '#128', false],
    ['feature/128-', usual, '#128', false],
    ['feature/128', usual, '#128', false],
    ['feature/128-a b', usual, '#128', false],
    ['feature/128-a/b-ü', usual, '#128', true],
    ['x/feature/128-a', usual, '#128', false],
    ['feature/pay-12-limit', usual, 'PAY-12', true],
    ['feature/PAY-12-limit', usual, 'pay-12', true],
    ['feature/pay-12-limit', usual, undefined, true],
    ['feature/any thing-limit', usual, undefined, true],
    ['feature/-limit', usual, undefined, false],
    ['feature/limit', usual, undefined, false],
    ['{type}', '{type}', '#1', false],
    ['release-2', 'release-{slug}', '#1', true],
    ['release-', 'release-{slug}', '#1', false],
    ['arelease-2', 'release-{slug}', '#1', false],
    ['128/chore', '{ticket}/{type}', '#128', true],
    ['128/chore-', '{ticket}/{type}', '#128', false],
    ['a-b-c', '{slug}-{slug}', '#1', true],
    ['ab', '{slug}{slug}', '#1', true],
    ['a', '{slug}{slug}', '#1', false],
    ['{foo}', '{foo}', '#1', true],
    ['x', '{foo}', '#1', false],
    ['a.c', 'a.c', '#1', true],
    ['abc', 'a.c', '#1', false],
    ['', '', '#1', true],
    ['fixfix/x', '{type}{type}/{slug}', '#1', true],
  ];
  for (const [branch, pattern, ticket, follows] of rows) {
    it(`${branch} ${follows ? 'follows' : 'does not follow'} ${pattern} with ${ticket ?? 'no ticket'}`, () => {
      assert.equal(
        followsPattern(branch, branchPattern(pattern), ['feature', 'fix', 'chore'], ticket),
        follows,
      );
    });
  }

  it('tries types of which one begins with another', () => {
    assert.equal(followsPattern('feature/x', branchPattern('{type}/x'), ['feat', 'feature'], '#1'), true);
    assert.equal(followsPattern('feat/x', branchPattern('{type}/x'), ['feature', 'feat'], '#1'), true);
  });

  it('takes no longer for a pattern of many slugs', () => {
    assert.equal(
      followsPattern('a'.repeat(1000), branchPattern(`${'{slug}'.repeat(100)}!`), [], '#1'),
      false,
    );
  });
});
