import assert from 'node:assert/strict';
import { globProblem, GlobSet } from '../../../src/procedure/globs.ts';
import { readMarkdown } from '../../../src/procedure/markdown.ts';
import { parseProcedure } from '../../../src/procedure/parseProcedure.ts';
import { at, body, codesOf, commit, head, judge, procedureWith, recordWith, review } from './records.ts';
import { itThoroughly, thorough } from '../../thorough.ts';

/**
 * What is sent to make the engine hang or throw. Nothing is timed here: what takes quadratic time on texts of
 * this size runs into the test's own limit.
 */
describe('hostile descriptions', function () {
  this.timeout(20_000);
  const long = (unit: string): string => unit.repeat(Math.ceil((thorough ? 1e6 : 2e5) / unit.length));
  const texts: [string, string][] = [
    ['opening brackets', long('[')],
    ['opening brackets of images', long('![')],
    ['brackets', long('[]')],
    ['nested brackets', `${'['.repeat(5e5)}${']'.repeat(5e5)}`],
    ['links that do not end', long('[a](b')],
    ['links in links', long('[a](<b')],
    ['quotes', '>'.repeat(1e5)],
    ['quotes with spaces', long('> ')],
    ['nested lists', long('- ')],
    ['nested numbers', long('1. ')],
    ['ever deeper lists', Array.from({ length: 1000 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n')],
    ['emphasis', long('*a*')],
    ['emphasis that does not close', long('*a _b ')],
    ['emphasis that does not open', long('a* b_ ')],
    ['strong in strong', long('**a *b ')],
    ['runs of stars', long(`${'*'.repeat(100)} `)],
    ['tildes', long('~a~~b ')],
    ['one run of tildes', long('~')],
    [
      'back-ticks of all lengths',
      Array.from({ length: 1400 }, (_, length) => `e${'`'.repeat(length)}`).join(''),
    ],
    ['comments that do not end', long('a <!-- ')],
    ['blocks of comments that do not end', long('<!-- \n')],
    ['tags that do not end', long('a <b c="')],
    ['instructions that do not end', long('a <? ')],
    ['declarations that do not end', long('a <!A ')],
    ['character data that does not end', long('a <![CDATA[ ')],
    ['less-than signs', long('<')],
    ['ampersands', long('&')],
    ['entities', long('&amp;')],
    ['backslashes', long('\\')],
    ['definitions', long('[a]: b\n')],
    ['definitions with titles that do not end', long('[a]: b "\n')],
    ['tables', `${long('|a').slice(0, 1e5)}\n${'|-'.repeat(5e4)}\n${'|a\n'.repeat(1e4)}`],
    ['lines', long('a\n')],
    ['blank lines', long('\n')],
    ['quoted lines', long('> a\n')],
    ['one line', long('a')],
    ['one line of spaces', long(' ')],
    ['tabs', long('\t')],
    ['headings', long('# A\n')],
    ['headings of all levels', long('###### A\n##### A\n#### A\n### A\n## A\n# A\n')],
    ['underlined headings', long('A\n=\n')],
    ['task list items', '- [ ] a\n'.repeat(1e4)],
    ['task list items with marks', long('- [ ] *a* `b` [c](d)\n')],
    ['punctuation', long('.')],
    ['null characters', long('\0')],
    ['half characters', long('\ud800')],
    ['right-to-left marks', long('\u202e')],
  ];
  const [item] = procedureWith().pullRequest.securityChecklist;
  for (const [name, text] of texts) {
    it(`${name} as the text`, () => {
      assert.equal(
        judge(
          recordWith((record) => {
            record.pullRequest.body = text;
          }),
        ).steps[1]?.status,
        'waiting',
      );
    });
    // Every mark is read here, so a tenth is enough: quadratic time would still be minutes.
    const part = text.slice(0, 1e5);
    const line = part.replaceAll('\n', ' ');
    itThoroughly(`${name} in a heading, an item and a paragraph`, () => {
      readMarkdown(`# ${line}\n`);
      readMarkdown(`- [ ] ${line}\n`);
      readMarkdown(`# A\n&nbsp;${line}\n`);
      readMarkdown(`# A\n${part}\n`);
    });
  }

  it('an item with a long text behind it', () => {
    const answers = ['.', ' ', '. ', ' N/A', ' n/', '-n/a '].map(
      (unit) => `- [ ] ${item ?? ''}${long(unit)}x`,
    );
    for (const answer of answers) {
      assert.ok(
        codesOf(
          judge(
            recordWith((record) => {
              record.pullRequest.body = answer;
            }),
          ),
          2,
        ).length > 0,
      );
    }
  });

  it('10,000 items that are almost those of the procedure', () => {
    const text = `${body}${`- [x] ${item ?? ''} N/A: docs\n- [x] ${item ?? ''}, almost\n`.repeat(5000)}`;
    const report = judge(
      recordWith((record) => {
        record.pullRequest.body = text;
      }),
    );
    assert.deepEqual(codesOf(report, 2), []);
    assert.equal(report.steps[3]?.status, 'waiting');
  });
});

describe('hostile globs', function () {
  this.timeout(20_000);
  const globs = [
    '**/*a*a*a*a*a*a*a*a*b',
    '**/**/**/**/**/**/**/**/b',
    '{a,a*}{a,a*}{a,a*}{a,a*}{a,a*}{a,a*}{a,a*}{a,a*}b',
    `${'{a,'.repeat(5000)}b${'}'.repeat(5000)}`,
    '[a-z]'.repeat(1000),
    `${'*?'.repeat(200)}b`,
  ];
  for (const glob of globs) {
    it(`${glob.slice(0, 40)} against a long path`, () => {
      assert.equal(globProblem(glob), undefined);
      assert.equal(new GlobSet([glob]).firstMatch('a'.repeat(5000)), -1);
      assert.equal(new GlobSet([glob]).firstMatch('a/'.repeat(2500)), -1);
    });
  }

  it('deep braces that are not closed', () => {
    assert.equal(globProblem('{a,'.repeat(1e5)), 'unclosed {');
    assert.equal(globProblem('['.repeat(1e4)), 'unclosed [');
    assert.equal(new GlobSet([`${'{'.repeat(1e5)}${'}'.repeat(1e5)}`]).firstMatch('a'), -1);
    assert.equal(new GlobSet([`{${'a,'.repeat(1e5)}b}`]).firstMatch('b'), 0);
  });

  it('3,000 files against 150 globs that are each somewhere else in every path', () => {
    const set = new GlobSet(Array.from({ length: 150 }, (_, index) => `**/*a*${index}*`));
    for (let file = 0; file < 3000; file++) {
      assert.ok(set.firstMatch(`src/a${file}/ba${file}.ts`) >= 0);
    }
  });

  it('3,000 files against 100 globs', () => {
    const paths = Array.from({ length: 100 }, (_, index) => `**/*a*${index}*/**/{x,y}*z${index}`);
    const files = Array.from(
      { length: 3000 },
      (_, index) => `services/payments/a${index % 100}/module${index}/xyz${index}.ts`,
    );
    const report = judge(
      recordWith((record) => {
        record.files = files.map((path) => ({ path, status: 'added' }));
      }),
      procedureWith((procedure) => {
        procedure.securityImpact.paths = paths;
      }),
    );
    assert.equal(report.steps[3]?.status, 'not-required');
  });
});

describe('hostile procedure files', function () {
  this.timeout(20_000);
  const size = 128 * 1024 - 20;
  const texts: [string, string, RegExp][] = [
    ['deep flow lists', '['.repeat(size), /nested more than 32 levels deep/],
    ['deep flow maps', '{a: '.repeat(size / 4), /nested more than 32 levels deep/],
    ['deep block lists', '- '.repeat(size / 2), /nested more than 32 levels deep/],
    ['deep keys', '? '.repeat(size / 2), /nested more than 32 levels deep/],
    [
      'many keys',
      Array.from({ length: 9000 }, (_each, at) => `key${at}: 1`).join('\n'),
      /`version` is missing/,
    ],
    ['one key many times', 'a: 1\n'.repeat(size / 5), /`version` is missing/],
  ];
  for (const [name, text, first] of texts) {
    it(name, () => {
      const parsed = parseProcedure(text);
      assert.match(parsed.ok ? '' : (parsed.problems[0]?.message ?? ''), first);
    });
  }
});

describe('hostile records', () => {
  it('names that objects have of their own', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']) {
      const report = judge(
        recordWith((record) => {
          record.reviews = [review(name, '11:00:00', { commitSha: name, id: name })];
          record.pullRequest.labels = [name];
          record.checks = [{ name, result: 'success' }];
          record.teams[name] = [name];
        }),
        procedureWith((procedure) => {
          procedure.roles['peer-reviewer'] = { teams: [name, 'acme/none'], users: [], approvals: 1 };
          procedure.approvals.stale = 'keep-if-unchanged';
        }),
      );
      assert.equal(report.verdict, 'incomplete', name);
    }
  });

  it('500 reviews, 250 commits, roles that need 20', () => {
    const logins = Array.from({ length: 500 }, (_, index) => `person-${index}`);
    const report = judge(
      recordWith((record) => {
        record.commits = Array.from({ length: 250 }, (_, index) =>
          commit(index === 249 ? head : `sha-${index}`),
        );
        record.people = Object.fromEntries(
          logins.map((login) => [login, { kind: 'user', permission: 'write' }]),
        );
        record.teams = {
          'acme/security': logins,
          'acme/qa': { unknown: 'no access' },
          'acme/leads': logins.slice(0, 30),
        };
        record.reviews = logins.map((login, index) =>
          review(login, `12:${String(index % 60).padStart(2, '0')}:00.${index}`),
        );
        record.pullRequest.labels = ['security'];
      }),
      procedureWith((procedure) => {
        Object.values(procedure.roles).forEach((role) => {
          role.approvals = 20;
        });
      }),
    );
    assert.deepEqual(
      report.steps.map(({ status }) => status),
      ['done', 'done', 'done', 'done', 'unknown', 'done'],
    );
  });

  it('text from outside does not reach a sentence as it is', () => {
    const evil = `a\u0000\u001b[31m\u202e\n${'x'.repeat(500)}😀`;
    const report = judge(
      recordWith((record) => {
        record.branch.name = evil;
        record.ticket = null;
        record.pullRequest.baseRef = evil;
        record.pullRequest.labels = [evil];
        record.files = [{ path: evil, status: 'added' }];
        record.checks = [{ name: evil, result: 'failure' }];
        record.reviews = [review(evil, '11:00:00', { state: 'CHANGES_REQUESTED' })];
        record.unknown = [{ fact: 'deployments', reason: evil }];
      }),
      procedureWith((procedure) => {
        procedure.securityImpact = { paths: ['**'], labels: [evil] };
        procedure.pullRequest.sections = [evil];
        procedure.pullRequest.securityChecklist = [evil];
        procedure.qa.environment = evil;
      }),
    );
    const messages = report.steps.flatMap(({ findings }) => findings.map(({ message }) => message));
    assert.ok(messages.length > 12);
    for (const message of messages) {
      assert.doesNotMatch(message, /[\p{Cc}\p{Cf}\p{Cs}]/u);
      assert.ok(message.length < 450, message);
    }
    assert.equal(at('11:00:00').length, 20);
  });
});
