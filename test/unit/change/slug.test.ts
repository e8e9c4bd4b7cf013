import assert from 'node:assert/strict';
import fc from 'fast-check';
import { branchNameProblem } from '../../../src/change/branchName.ts';
import { slugOf } from '../../../src/change/slug.ts';

const cases: readonly [title: string, slug: string][] = [
  ['Limit sign-in attempts', 'limit-sign-in-attempts'],
  ['Rate-limit the “forgot password” form', 'rate-limit-the-forgot-password-form'],
  ["Don't log the user's token", 'dont-log-the-users-token'],
  ['Straße für Müller', 'strasse-fuer-mueller'],
  ['Ждать ответа', 'zhdat-otveta'],
  ['支払いの修正', '支払いの修正'],
  ['$(rm -rf /) `id` "x"', 'rm-rf-id-x'],
  ['--upload-pack=evil', 'upload-pack-evil'],
  ['first\nsecond\u202e', 'first-second'],
  ['Fix the .lock', 'fix-the-lock'],
  ['.lock', 'lock-change'],
  ['...', 'change'],
  ['🎉🎉', 'change'],
  ['', 'change'],
  [
    'A very long title that goes on and on until nobody wants to read it any more',
    'a-very-long-title-that-goes-on-and-on-until-nobody',
  ],
];

describe('slugOf', () => {
  for (const [title, slug] of cases) {
    it(JSON.stringify(title), () => {
      assert.equal(slugOf(title), slug);
    });
  }

  it('makes a legal part of a branch name out of anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (title) => {
        const slug = slugOf(title);
        assert.equal(branchNameProblem(`feature/42-${slug}`, []), undefined);
        assert.equal(branchNameProblem(slug, []), undefined);
        assert.ok(slug.length <= 100);
      }),
    );
  });
});
