import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { branchNameFrom, branchNameProblem, ticketIn, withTicket } from '../../../src/change/branchName.ts';
import { tries } from '../../thorough.ts';

const pattern = '{type}/{ticket}-{slug}';

describe('branchNameFrom', () => {
  it('fills the pattern, and keeps the place of a ticket that does not exist yet', () => {
    const parts = { type: 'feature', slug: 'limit-sign-in' };
    assert.equal(branchNameFrom(pattern, { ...parts, ticket: '#42' }), 'feature/42-limit-sign-in');
    assert.equal(branchNameFrom(pattern, { ...parts, ticket: undefined }), 'feature/{ticket}-limit-sign-in');
    assert.equal(withTicket('feature/{ticket}-x', 'PAY-7'), 'feature/PAY-7-x');
  });

  it('takes a slug as it is, dollar signs included', () => {
    assert.equal(branchNameFrom(pattern, { type: 'fix', ticket: '1', slug: "$&$'" }), "fix/1-$&$'");
  });
});

describe('ticketIn', () => {
  const cases: readonly [name: string, pattern: string, ticket: string | undefined][] = [
    ['feature/42-limit', pattern, '42'],
    ['fix/PAY-7-limit', pattern, 'PAY-7'],
    ['feature/limit', pattern, undefined],
    ['main', pattern, undefined],
    ['feature/42', pattern, undefined],
    ['42_limit', '{ticket}_{slug}', '42'],
    ['users/dana/42.x', 'users/{type}/{ticket}.{slug}', '42'],
    ['users/dana/42xx', 'users/{type}/{ticket}.{slug}', undefined],
  ];
  for (const [name, from, ticket] of cases) {
    it(`${name} by ${from} → ${ticket ?? 'none'}`, () => {
      assert.equal(ticketIn(name, from), ticket);
    });
  }
});

describe('branchNameProblem', () => {
  const bad: readonly [name: string, says: RegExp][] = [
    ['', /needs a name/],
    ['a b', /spaces/],
    ['a\tb', /spaces/],
    ['a~b', /“~”/],
    ['a^b', /“\^”/],
    ['a:b', /“:”/],
    ['a?b', /“\?”/],
    ['a*b', /“\*”/],
    ['a[b', /“\[”/],
    ['a\\b', /“\\”/],
    ['a..b', /“\.\.”/],
    ['a@{b', /“@\{”/],
    ['a//b', /“\/\/”/],
    ['a\u0001b', /control characters/],
    ['-a', /start with “-”/],
    ['/a', /start with “\/”/],
    ['a/', /end with “\/”/],
    ['a.', /end with “\.”/],
    ['a/.b', /start with “\.”/],
    ['a.lock', /“\.lock”/],
    ['a.lock/b', /“\.lock”/],
    ['@', /something else/],
    ['HEAD', /something else/],
    ['refs/heads/x', /something else/],
    ['a'.repeat(245), /too long/],
    ['ü'.repeat(123), /too long/],
    ['0123456789012345678901234567890123456789', /looks like a commit/],
    ['taken', /exists already/],
    ['Taken', /exists already/],
    ['taken/below', /beside the branch “taken”/],
    ['folder', /beside the branch “folder\/taken”/],
  ];
  for (const [name, says] of bad) {
    it(`refuses ${JSON.stringify(name.slice(0, 45))}`, () => {
      assert.match(String(branchNameProblem(name, ['main', 'taken', 'folder/taken'])), says);
    });
  }

  for (const name of [
    'feature/42-x',
    'a'.repeat(244),
    '修正',
    'a@b',
    'a.b',
    'taken2',
    'folder2/x',
    '$(id)\'"',
  ]) {
    it(`takes ${JSON.stringify(name.slice(0, 45))}`, () => {
      assert.equal(branchNameProblem(name, ['main', 'taken', 'folder/taken']), undefined);
    });
  }

  it('takes no name that git refuses', () => {
    const characters = fc.constantFrom(...'ab/.-@{}~^:?*[\\ \t\u007fü'.split(''), '.lock', '..', '@{');
    fc.assert(
      fc.property(fc.array(characters, { maxLength: 8 }), (parts) => {
        const name = parts.join('');
        if (branchNameProblem(name, []) === undefined) {
          execFileSync('git', ['check-ref-format', '--branch', name], { stdio: 'pipe' });
        }
      }),
      { numRuns: tries(300) },
    );
  });
});
