import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { parseProcedure } from '../../../src/procedure/parseProcedure.ts';
import { defaultProcedure } from '../../../src/procedure/procedure.ts';
import { commentedProcedure } from '../../../src/procedure/procedureYaml.ts';
import { tries } from '../../thorough.ts';

function problemsOf(text: string): string[] {
  const parsed = parseProcedure(text);
  return parsed.ok ? [] : parsed.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

function procedureOf(text: string) {
  const parsed = parseProcedure(text);
  assert.ok(parsed.ok, JSON.stringify(parsed));
  return parsed.procedure;
}

describe('parseProcedure', () => {
  describe('defaults', () => {
    it('are ENG-PROC-003', () => {
      assert.deepEqual(procedureOf('version: 1'), defaultProcedure);
    });

    it('are what the commented file says, which the docs hold whole', () => {
      const text = readFileSync(path.join(import.meta.dirname, '../../../docs/change-procedure.yml'), 'utf8');
      assert.equal(commentedProcedure(defaultProcedure), text);
      assert.deepEqual(procedureOf(text), defaultProcedure);
    });

    it('fill a section that is there in part', () => {
      const { approvals } = procedureOf('version: 1\napprovals: { distinctPeople: false }');
      assert.deepEqual(approvals, { ...defaultProcedure.approvals, distinctPeople: false });
    });

    it('are not merged into lists', () => {
      const procedure = procedureOf(
        'version: 1\nsecurityImpact: { paths: [], labels: [risk] }\ncontrols: []',
      );
      assert.deepEqual(procedure.securityImpact, { paths: [], labels: ['risk'] });
      assert.deepEqual(procedure.controls, []);
    });

    const none = { teams: [], users: [], approvals: 1 };
    const roles: [string, object][] = [
      ['{}', { ...none, permission: 'write' }],
      ['{ approvals: 2 }', { ...none, permission: 'write', approvals: 2 }],
      ['{ teams: [acme/senior] }', { ...none, teams: ['acme/senior'] }],
      ['{ teams: [] }', none],
      ['{ users: [ann], approvals: 3 }', { ...none, users: ['ann'], approvals: 3 }],
      ['{ permission: admin }', { ...none, permission: 'admin' }],
    ];
    for (const [role, expected] of roles) {
      it(`for a role of ${role}`, () => {
        assert.deepEqual(
          procedureOf(`version: 1\nroles: { peer-reviewer: ${role} }`).roles['peer-reviewer'],
          expected,
        );
      });
    }
  });

  describe('accepts', () => {
    const accepted = [
      '\uFEFFversion: 1\r\nid: X\r\n',
      '# a comment\n---\nversion: 1\n...\n',
      '{"version": 1, "checks": ["unit", "lint"]}',
      'version: 1\nchecks: none',
      'version: 1\nbaseBranch: trunk',
      'version: 1\nroles:\n  qa-team: &two { approvals: 2 }\n  security-team: *two',
      'version: 1\nsecurityImpact: { paths: ["[]a]", "[!]]", "{a,{b,c}}", "x}]"] }',
    ];
    for (const text of accepted) {
      it(JSON.stringify(text), () => {
        assert.deepEqual(problemsOf(text), []);
      });
    }
  });

  describe('refuses', () => {
    const globs = 'version: 1\nsecurityImpact:\n  paths:\n    - ';
    const glob = '5:7'.replace('5', '4');
    const badGlob = (found: string, why: string) =>
      `${glob} \`securityImpact.paths[0]\` must be a glob such as \`src/**/*.ts\`; found \`${found}\`: ${why}`;
    const table: [string, string, ...string[]][] = [
      ['an empty file', '', '1:1 `version` is missing; it must be `1`'],
      ['comments alone', '# nothing\n', '1:1 `version` is missing; it must be `1`'],
      ['a list', '- version: 1', '1:1 it must be a map of keys and values; found a list'],
      ['another version', 'version: 2', '1:10 `version` must be `1`; found `2`'],
      ['a version in quotes', 'version: "1"', '1:10 `version` must be `1`; found `"1"`'],
      [
        'a misspelt key and a word for a number',
        'version: 1\naprovals: {}\nroles:\n  qa-team:\n    approvals: two\n',
        '2:1 unknown key `aprovals`; did you mean `approvals`?',
        '5:16 `roles.qa-team.approvals` must be a whole number from 1 to 20; found `two`',
      ],
      [
        'a misspelt key in a role',
        'version: 1\nroles: { qa-team: { teems: [a/b] } }',
        '2:21 unknown key `teems` in `roles.qa-team`; did you mean `teams`?',
      ],
      [
        'a key that is like no other',
        'version: 1\nqa: { somewhere: x }',
        '2:7 unknown key `somewhere` in `qa`; the keys here are `environment`, `deployment`',
      ],
      ...['0', '21', '1.5', '-1', '.inf', '"2"', 'null', '[1]'].map((value): [string, string, string] => [
        `${value} approvals`,
        `version: 1\nroles: { qa-team: { approvals: ${value} } }`,
        `2:32 \`roles.qa-team.approvals\` must be a whole number from 1 to 20; found ${value === '[1]' ? 'a list' : `\`${value}\``}`,
      ]),
      [
        'a number as a text',
        'version: 1\nid: 42',
        '2:5 `id` must be a text; found `42`: put it in quotes to make it a text',
      ],
      ['a key without value', 'version: 1\nid:\n', '2:4 `id` must be a text; found nothing'],
      [
        'an empty text',
        'version: 1\nid: " "',
        '2:5 `id` must be a text; found `" "`: there is nothing in it',
      ],
      [
        'yes for true',
        'version: 1\napprovals: { distinctPeople: yes }',
        '2:30 `approvals.distinctPeople` must be `true` or `false`; found `yes`',
      ],
      [
        'a choice that is none',
        'version: 1\nprePush: maybe',
        '2:10 `prePush` must be `warn`, `block` or `off`; found `maybe`',
      ],
      [
        'checks that are neither',
        'version: 1\nchecks: some',
        '2:9 `checks` must be `all`, `none` or a list; found `some`',
      ],
      [
        'a control without reference',
        'version: 1\ncontrols:\n  - framework: SOC 2',
        '3:5 `controls[0].reference` is missing; it must be a text',
      ],
      ['an empty glob', `${globs}""`, badGlob('""', 'there is nothing in it')],
      ['an unclosed bracket', `${globs}"src/[ab"`, badGlob('"src/[ab"', 'its `[` is never closed')],
      ['a bracket that holds itself alone', `${globs}"[]"`, badGlob('"[]"', 'its `[` is never closed')],
      ['a negated bracket without end', `${globs}"[!]"`, badGlob('"[!]"', 'its `[` is never closed')],
      ['an unclosed brace', `${globs}"{a,{b}"`, badGlob('"{a,{b}"', 'its `{` is never closed')],
      [
        'a leading !',
        `${globs}"!src/**"`,
        badGlob('"!src/**"', 'a leading `!` is not supported; name the paths that are meant'),
      ],
      [
        'a key twice, beside other problems',
        'version: 1\nid: a\nid: b\ncheck: all\n',
        '3:1 the key `id` is given twice',
        '4:1 unknown key `check`; did you mean `checks`?',
      ],
      [
        'two documents',
        'version: 1\n---\nversion: 1',
        '2:1 a second document begins here; the file must hold one',
      ],
      [
        'a tab',
        'version: 1\nqa:\n\tenvironment: x',
        '3:1 this is not YAML: Tabs are not allowed as indentation',
      ],
      ['an open quote', 'version: 1\nid: "a', '2:7 this is not YAML: Missing closing "quote'],
      [
        'a foreign tag',
        'version: 1\nid: !ruby/object x',
        '2:5 this is not YAML: Unresolved tag: !ruby/object',
      ],
      ['YAML 1.1', '%YAML 1.1\n---\nversion: 1', '1:1 only YAML 1.2 is read; leave the %YAML line out'],
      ['a list as a key', 'version: 1\n? [a]\n: b', '2:3 a key must be a plain text'],
      ['an alias of nothing', 'version: 1\nid: *a', '2:5 there is no anchor `&a` before this'],
      [
        'an alias of itself',
        'version: 1\nroles: &r { qa-team: *r }',
        '2:22 `*r` stands inside of what it repeats',
      ],
      [
        'what an alias repeats, at the alias',
        'version: 1\nroles: { qa-team: &t { approvals: 0 }, security-team: *t }',
        '2:35 `roles.qa-team.approvals` must be a whole number from 1 to 20; found `0`',
        '2:55 `roles.security-team.approvals` must be a whole number from 1 to 20; found `*t`',
      ],
    ];
    for (const [name, text, ...problems] of table) {
      it(name, () => {
        assert.deepEqual(problemsOf(text), problems);
      });
    }

    it('names of the language itself', () => {
      const problems = problemsOf('version: 1\n__proto__: { id: x }\nconstructor: 1\ntoString: 1');
      assert.deepEqual(
        problems.map((problem) => problem.split(';', 1)[0]),
        ['2:1 unknown key `__proto__`', '3:1 unknown key `constructor`', '4:1 unknown key `toString`'],
      );
      assert.equal(({} as { id?: unknown }).id, undefined);
    });
  });

  it('says where a problem ends, and its path', () => {
    const parsed = parseProcedure('version: 1\nroles:\n  qa-team: { approvals: two }');
    assert.deepEqual(!parsed.ok && parsed.problems[0], {
      line: 3,
      column: 25,
      endLine: 3,
      endColumn: 28,
      path: 'roles.qa-team.approvals',
      message: '`roles.qa-team.approvals` must be a whole number from 1 to 20; found `two`',
    });
  });

  it('puts what is missing where it should begin', () => {
    const parsed = parseProcedure('version: 1\ncontrols:\n  - framework: SOC 2\n');
    const [problem] = parsed.ok ? [] : parsed.problems;
    assert.ok(problem);
    const { line, column, endLine, endColumn } = problem;
    assert.deepEqual([line, column, endLine, endColumn], [3, 5, 3, 5]);
  });

  describe('is not held up by', () => {
    const hostile: [string, string, RegExp][] = [
      ['lists in lists', '['.repeat(33), /^1:33 this is nested more than 32 levels deep/],
      ['a thousand aliases', `a: &a x\nb: [${'*a,'.repeat(1000)}]`, /there are more than 100 aliases/],
      ['an alias bomb', bomb(), /`version` is missing/],
      ['a large file', 'x'.repeat(128 * 1024 + 1), /^1:1 the file is larger than 128 KB/],
    ];
    for (const [name, text, first] of hostile) {
      it(name, () => {
        assert.match(problemsOf(text)[0] ?? '', first);
      });
    }
  });

  it('never throws', () => {
    const piece = fc.constantFrom(
      ...[
        'version: 1\n',
        'roles:',
        ' ',
        '  ',
        '\n',
        '- ',
        ': ',
        '? ',
        '[',
        ']',
        '{',
        '}',
        ',',
        '&a ',
        '*a',
        '!t ',
        '!!str ',
        '"',
        "'",
      ],
      ...[
        '|\n',
        '>-\n',
        '#',
        '%YAML 1.2\n',
        '---\n',
        '...\n',
        '\t',
        '\r\n',
        '\u0000',
        '\uD800',
        'qa-team',
        '<<',
        'approvals',
        '2',
        '~',
        '@',
        '`',
      ],
    );
    const text = fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, (each) => {
        const parsed = parseProcedure(each);
        for (const problem of parsed.ok ? [] : parsed.problems) {
          assert.ok(problem.line >= 1 && problem.column >= 1, JSON.stringify(problem));
          assert.ok(problem.endLine >= problem.line);
        }
      }),
      { numRuns: tries(1000) },
    );
  });
});

/** Nine levels that each repeat the one before ten times: a billion entries, were they written out. */
function bomb(): string {
  const levels = Array.from(
    { length: 9 },
    (_each, at) => `k${at + 1}: &k${at + 1} [${`*k${at},`.repeat(10)}]`,
  );
  return ['k0: &k0 [x]', ...levels].join('\n');
}
