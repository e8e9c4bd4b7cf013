import assert from 'node:assert/strict';
import { globProblem, GlobSet } from '../../../src/procedure/globs.ts';
import { defaultProcedure } from '../../../src/procedure/procedure.ts';

const matches = (glob: string, path: string): boolean => new GlobSet([glob]).firstMatch(path) === 0;

describe('globs', () => {
  const rows: [glob: string, matching: string[], others: string[]][] = [
    ['a', ['a', 'A'], ['b', 'aa', 'a/a', '']],
    ['*', ['a', '.a', 'a.b'], ['a/b']],
    ['a/*', ['a/b', 'a/.b'], ['a', 'a/b/c', 'b/b']],
    ['*.tf', ['main.tf', '.tf', 'x.TF'], ['a/main.tf', 'main.tfx']],
    ['**/*.tf', ['main.tf', 'a/main.tf', 'a/b/.tf'], ['main.tf/x']],
    ['**', ['a', 'a/b', '.a/.b'], []],
    ['a/**', ['a', 'a/b', 'a/b/c', 'a/.b'], ['ab', 'b/a', 'ab/c']],
    ['**/a', ['a', 'b/a', 'c/b/a'], ['ba', 'a/b', 'b/ba']],
    ['**/a/**', ['a', 'a/b', 'b/a', 'b/a/c'], ['ba/c', 'ab']],
    ['a/**/b', ['a/b', 'a/x/b', 'a/x/y/b'], ['ab', 'a/xb', 'ax/b', 'b']],
    ['**/**/a', ['a', 'x/a', 'x/y/a'], ['xa']],
    ['a/**/**', ['a/b', 'a/b/c'], ['ab']],
    ['a**/b', ['a/b', 'ax/b', 'a/x/b'], ['ab', 'axb']],
    ['a/**b', ['a/b', 'a/xb', 'a/x/yb'], ['ab', 'axb', 'a']],
    ['a**b', ['ab', 'axb', 'a/x/b'], ['a/b/c']],
    ['src/**.ts', ['src/a.ts', 'src/a/b.ts'], ['src/a.tsx']],
    ['***', ['a', 'a/b'], []],
    ['?', ['a', '.', 'ü', '😀'], ['', 'ab', '/']],
    ['a?c', ['abc'], ['ac', 'a/c', 'abbc']],
    ['[abc]', ['a', 'B'], ['d', 'ab']],
    ['[a-c]x', ['ax', 'bx', 'CX'], ['dx', '-x']],
    ['[A-C]', ['a', 'B'], ['d']],
    ['[!a-c]', ['d', 'Z', '-'], ['a', 'B', '/']],
    ['[^a]', ['b'], ['a', 'A', '/']],
    ['[]a]', [']', 'a'], ['b']],
    ['[!]a]', ['b'], [']', 'a']],
    ['[a-]', ['a', '-'], ['b']],
    ['[-a]', ['a', '-'], ['b']],
    ['[a!]', ['a', '!'], ['b']],
    ['[+-9]', ['5', '-'], ['/', 'a']],
    ['[{,}]', ['{', ',', '}'], ['a']],
    ['[😀-😂]', ['😁'], ['😃']],
    ['{a,b}', ['a', 'b'], ['c', '{a,b}', 'ab']],
    ['{a,b}/c', ['a/c', 'b/c'], ['a', 'c']],
    ['{a,}b', ['ab', 'b'], ['a']],
    ['{,a/}b', ['b', 'a/b'], ['a']],
    ['{a,{b,c}d}', ['a', 'bd', 'cd'], ['d', 'b', 'ad']],
    ['x{a,b}{c,d}', ['xac', 'xad', 'xbc', 'xbd'], ['xab', 'xcd', 'x']],
    ['{a,b/**}/c', ['a/c', 'b/c', 'b/x/c'], ['b', 'c']],
    ['{a/**,b}', ['a', 'a/x', 'b'], ['b/x']],
    ['{**/,}a', ['a', 'x/a'], ['xa']],
    ['{src,test}/**', ['src', 'src/a', 'test/a/b'], ['a/src']],
    ['{a}', ['{a}'], ['a']],
    ['{{a.b}}/c', ['{{a.b}}/c'], ['a.b/c']],
    ['{a,{b}}', ['a', '{b}'], ['b']],
    ['a,b', ['a,b'], ['a', 'b']],
    ['a}', ['a}'], ['a']],
    ['a]', ['a]'], ['a']],
    ['(a|b)', ['(a|b)'], ['a', 'b']],
    ['+(a)', ['+(a)'], ['a', 'aa']],

    ['a!', ['a!'], ['a']],
    ['a.c', ['a.c'], ['abc']],
    ['a\\*', ['a\\', 'a\\b'], ['a*']],
    ['$^', ['$^'], ['']],
    ['ΑΣ/x', ['ασ/X', 'ΑΣ/x'], ['αb/x']],
    ['İ', ['İ'], ['i']],
    ['.github/workflows/**', ['.github/workflows/a.yml', '.GitHub/Workflows/a.yml'], ['github/workflows/a']],
    ['**/requirements*.txt', ['requirements.txt', 'a/requirements-dev.txt'], ['requirements/dev.txt']],
  ];
  for (const [glob, matching, others] of rows) {
    it(glob, () => {
      assert.deepEqual(
        matching.filter((path) => !matches(glob, path)),
        [],
        'should match',
      );
      assert.deepEqual(
        others.filter((path) => matches(glob, path)),
        [],
        'should not match',
      );
    });
  }

  it('say which of them is the first to match', () => {
    const set = new GlobSet(['b*', 'a', 'a*', '**', 'a']);
    assert.deepEqual(
      ['a', 'ab', 'ba', 'c', ''].map((path) => set.firstMatch(path)),
      [1, 2, 0, 3, 3],
    );
    assert.equal(new GlobSet([]).firstMatch('a'), -1);
    assert.equal(new GlobSet(['!', 'a']).firstMatch('a'), 1);
  });

  it('answer the same when asked again', () => {
    const set = new GlobSet(defaultProcedure.securityImpact.paths);
    const paths = ['src/auth/a', 'x', 'src/authx', 'go.sum', 'a/go.sum', 'src/auth/a'];
    assert.deepEqual(
      paths.map((path) => set.firstMatch(path)),
      paths.map((path) => new GlobSet(defaultProcedure.securityImpact.paths).firstMatch(path)),
    );
  });

  it('answer the same when more is asked than they keep', () => {
    // Every path of a's and b's leads to a set of its own: which of the last places held an a.
    const set = new GlobSet([`**a${'?'.repeat(14)}`]);
    const word = (number: number): string =>
      number.toString(2).padStart(18, '0').replaceAll('0', 'a').replaceAll('1', 'b');
    for (let step = 0; step < 2000; step++) {
      const number = (step * 40_503) % 2 ** 18;
      assert.equal(set.firstMatch(word(number)), word(number).at(-15) === 'a' ? 0 : -1);
    }
  });

  it('say which is the first also when they are too many for one automaton', () => {
    // Each is somewhere else in every path, so that together they are everywhere.
    const globs = Array.from({ length: 40 }, (_, index) => `**/*a*${39 - index}*`);
    const set = new GlobSet(globs);
    for (let number = 0; number < 300; number++) {
      const path = `src/a${number}/ba${number}.ts`;
      const first = globs.findIndex((_, index) => `${number}`.includes(`${39 - index}`));
      assert.equal(set.firstMatch(path), first, path);
    }
  });
});

describe('bad globs', () => {
  const rows: [string, string | undefined][] = [
    ['', 'empty'],
    ['!a', 'starts with !'],
    ['!', 'starts with !'],
    ['[', 'unclosed ['],
    ['a[b', 'unclosed ['],
    ['[]', 'unclosed ['],
    ['[!]', 'unclosed ['],
    ['[^]', 'unclosed ['],
    ['{', 'unclosed {'],
    ['{a', 'unclosed {'],
    ['{a,{b}', 'unclosed {'],
    ['{[}]', 'unclosed {'],
    ['[{]', undefined],
    ['a!', undefined],
    ['{a}', undefined],
    ['{}', undefined],
    ['a}]', undefined],
    ['**/*', undefined],
  ];
  for (const [glob, problem] of rows) {
    it(`“${glob}” ${problem ?? 'is good'}`, () => {
      assert.equal(globProblem(glob), problem);
    });
  }
});
