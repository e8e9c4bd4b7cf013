import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseChangeRecord } from '../../../src/procedure/parseChangeRecord.ts';
import { exampleOf } from '../../../scripts/docExamples.ts';

type Json = Record<string, unknown>;

/** The documented record with one value put in at a path; `undefined` takes it out. */
function recordWith(path: readonly (string | number)[], value: unknown): unknown {
  const record = JSON.parse(exampleOf('change-record.md', 'json')) as Json;
  let parent: Json = record;
  for (const step of path.slice(0, -1)) {
    parent = parent[step] as Json;
  }
  const last = String(path.at(-1));
  if (value === undefined) {
    Reflect.deleteProperty(parent, last);
  } else {
    parent[last] = value;
  }
  return record;
}

function problemsOf(value: unknown): string[] {
  const parsed = parseChangeRecord(value);
  return parsed.ok ? [] : parsed.problems.map(({ path, message }) => `${path}: ${message}`);
}

describe('parseChangeRecord', () => {
  it('takes the documented record as it is', () => {
    const value: unknown = JSON.parse(exampleOf('change-record.md', 'json'));
    const parsed = parseChangeRecord(value);
    assert.ok(parsed.ok);
    assert.equal(parsed.record, value);
  });

  const accepted: [string, readonly (string | number)[], unknown][] = [
    ['no ticket', ['ticket'], null],
    ['no pull request', ['pullRequest'], null],
    ['an unknown field', ['reviews', 0, 'reactions'], 3],
    ['a dangerous name that is a field of nothing', ['ticket', 'constructor'], 'x'],
    ['an author without account', ['commits', 0, 'authors'], [null]],
    ['a committer without account', ['commits', 0, 'committer'], null],
    ['a review without commit', ['reviews', 0, 'commitSha'], null],
    ['an unread team', ['teams', 'acme/qa'], { unknown: 'no access' }],
    [
      'a dismissed review',
      ['reviews', 0, 'dismissed'],
      { at: '2026-03-01T16:00:00Z', previousState: 'APPROVED' },
    ],
    ['a time with a fraction', ['capturedAt'], '2026-03-02T12:00:00.123456789Z'],
    ['29 February of a leap year', ['capturedAt'], '2024-02-29T23:59:59Z'],
    ['29 February 2000', ['capturedAt'], '2000-02-29T00:00:00Z'],
    ['31 January of a leap year', ['capturedAt'], '2024-01-31T00:00:00Z'],
    ['an empty body', ['pullRequest', 'body'], ''],
  ];
  for (const [name, path, value] of accepted) {
    it(`accepts ${name}`, () => {
      assert.deepEqual(problemsOf(recordWith(path, value)), []);
    });
  }

  const choices: [readonly (string | number)[], readonly string[]][] = [
    [
      ['ticket', 'linkedBy', 0],
      ['closing-keyword', 'branch-name', 'title', 'body'],
    ],
    [
      ['pullRequest', 'state'],
      ['open', 'closed', 'merged'],
    ],
    [
      ['files', 0, 'status'],
      ['added', 'modified', 'removed', 'renamed'],
    ],
    [
      ['reviews', 0, 'state'],
      ['APPROVED', 'CHANGES_REQUESTED', 'COMMENTED', 'DISMISSED'],
    ],
    [
      ['reviews', 0, 'dismissed'],
      ['APPROVED', 'CHANGES_REQUESTED'],
    ],
    [
      ['checks', 0, 'result'],
      ['success', 'failure', 'pending', 'skipped', 'neutral'],
    ],
    [
      ['deployments', 0, 'state'],
      ['success', 'failure', 'pending', 'inactive'],
    ],
    [
      ['people', 'dana', 'kind'],
      ['user', 'bot'],
    ],
    [
      ['people', 'dana', 'permission'],
      ['admin', 'maintain', 'write', 'triage', 'read', 'none', 'unknown'],
    ],
  ];
  for (const [path, values] of choices) {
    it(`accepts each value of ${path.join('.')}, and no other`, () => {
      const asValue = (value: string) =>
        path.at(-1) === 'dismissed' ? { at: '2026-03-01T16:00:00Z', previousState: value } : value;
      for (const value of values) {
        assert.deepEqual(problemsOf(recordWith(path, asValue(value))), [], value);
      }
      assert.match(problemsOf(recordWith(path, asValue(''))).join(), /^[^:]+: `[^`]+` must be `/);
    });
  }

  const needed: [readonly (string | number)[], readonly string[]][] = [
    [[], ['schema', 'capturedAt', 'repository', 'branch', 'ticket', 'pullRequest', 'commits', 'files']],
    [[], ['reviews', 'checks', 'deployments', 'patchIds', 'people', 'teams', 'unknown']],
    [['repository'], ['host', 'owner', 'name', 'defaultBranch']],
    [['branch'], ['name', 'headSha']],
    [['ticket'], ['tracker', 'key', 'url', 'title', 'state', 'createdAt', 'createdBy', 'linkedBy']],
    [['pullRequest'], ['number', 'url', 'title', 'body', 'author', 'isDraft', 'state', 'createdAt']],
    [['pullRequest'], ['baseRef', 'headRef', 'headSha', 'labels']],
    [
      ['commits', 0],
      ['sha', 'parents', 'authors', 'committer', 'authoredAt', 'committedAt'],
    ],
    [
      ['files', 0],
      ['path', 'status'],
    ],
    [
      ['reviews', 0],
      ['id', 'author', 'state', 'commitSha', 'submittedAt'],
    ],
    [
      ['checks', 0],
      ['name', 'result'],
    ],
    [
      ['deployments', 0],
      ['environment', 'sha', 'state', 'updatedAt'],
    ],
    [
      ['people', 'dana'],
      ['kind', 'permission'],
    ],
  ];
  for (const [parent, fields] of needed) {
    it(`needs ${fields.join(', ')} of ${['record', ...parent].join('.')}`, () => {
      for (const field of fields) {
        const pointer = [...parent, field].map((step) => `/${step}`).join('');
        assert.match(
          problemsOf(recordWith([...parent, field], undefined)).join(),
          new RegExp(`^${pointer}: \`[^\`]+\` is missing`),
        );
      }
    });
  }

  it('needs both fields of a dismissal, the fact of what is unread, and the reason', () => {
    assert.deepEqual(problemsOf(recordWith(['reviews', 0, 'dismissed'], {})), [
      '/reviews/0/dismissed/at: `reviews[0].dismissed.at` is missing; it must be a time such as `2026-03-01T09:30:00Z`',
      '/reviews/0/dismissed/previousState: `reviews[0].dismissed.previousState` is missing; it must be `APPROVED` or `CHANGES_REQUESTED`',
    ]);
    assert.equal(problemsOf(recordWith(['unknown'], [{}])).length, 2);
    assert.deepEqual(problemsOf(recordWith(['teams', 'acme/qa'], {})), [
      '/teams/acme~1qa/unknown: `teams.acme/qa.unknown` is missing; it must be a text',
    ]);
  });

  const time = 'a time such as `2026-03-01T09:30:00Z`';
  const form = 'it must have the form YYYY-MM-DDTHH:MM:SSZ, in UTC';
  const refused: [readonly (string | number)[], unknown, string][] = [
    [['schema'], 'change-record/2', '/schema: `schema` must be `change-record/1`; found `"change-record/2"`'],
    [['teams'], undefined, '/teams: `teams` is missing; it must be a map of keys and values'],
    [['branch', 'headSha'], undefined, '/branch/headSha: `branch.headSha` is missing; it must be a text'],
    [['ticket', 'state'], 'done', '/ticket/state: `ticket.state` must be `open` or `closed`; found `"done"`'],
    [['ticket'], 3, '/ticket: `ticket` must be a map of keys and values or `null`; found `3`'],
    [['ticket', 'closedAt'], null, `/ticket/closedAt: \`ticket.closedAt\` must be ${time}; found \`null\``],
    [
      ['pullRequest', 'number'],
      0,
      '/pullRequest/number: `pullRequest.number` must be a whole number, 1 or more; found `0`',
    ],
    [
      ['pullRequest', 'number'],
      1.5,
      '/pullRequest/number: `pullRequest.number` must be a whole number, 1 or more; found `1.5`',
    ],
    [
      ['pullRequest', 'isDraft'],
      'no',
      '/pullRequest/isDraft: `pullRequest.isDraft` must be `true` or `false`; found `"no"`',
    ],
    [['files'], {}, '/files: `files` must be a list; found a map of keys and values'],
    [['files', 0], [], '/files/0: `files[0]` must be a map of keys and values; found a list'],
    [['people', 'dana'], null, '/people/dana: `people.dana` must be a map of keys and values; found `null`'],
    [['teams', 'acme/qa'], [7], '/teams/acme~1qa/0: `teams.acme/qa[0]` must be a text; found `7`'],
    [
      ['teams', 'a~b'],
      'x',
      '/teams/a~0b: `teams.a~b` must be a list or a map of keys and values; found `"x"`',
    ],
    [
      ['unknown'],
      [{ fact: 'weather', reason: '' }],
      '/unknown/0/fact: `unknown[0].fact` must be `ticket`, `pullRequest`, `commits`, `files`, `reviews`, `checks`, `deployments` or `people`; found `"weather"`',
    ],
    ...[
      ['2026-03-02', form],
      ['2026-03-02T12:00:00', form],
      ['2026-03-02T12:00:00+00:00', form],
      ['2026-03-02t12:00:00z', form],
      ['2026-03-02T12:00:00.Z', form],
      ['2026-02-29T12:00:00Z', 'there is no such day'],
      ['1900-02-29T12:00:00Z', 'there is no such day'],
      ['2026-04-31T12:00:00Z', 'there is no such day'],
      ['2026-13-01T12:00:00Z', 'there is no such day'],
      ['2026-00-01T12:00:00Z', 'there is no such day'],
      ['2026-01-00T12:00:00Z', 'there is no such day'],
      ['2026-03-02T24:00:00Z', 'there is no such time of day'],
      ['2026-03-02T12:60:00Z', 'there is no such time of day'],
      ['2026-12-31T23:59:60Z', 'there is no such time of day'],
    ].map(([value = '', why = '']): [string[], unknown, string] => [
      ['capturedAt'],
      value,
      `/capturedAt: \`capturedAt\` must be ${time}; found \`"${value}"\`: ${why}`,
    ]),
  ];
  for (const [path, value, problem] of refused) {
    it(`refuses ${path.join('.')} as ${JSON.stringify(value)}`, () => {
      assert.deepEqual(problemsOf(recordWith(path, value)), [problem]);
    });
  }

  it('tells every problem, not the first alone', () => {
    const record = recordWith(['commits', 0], { sha: 1, parents: 'none' });
    assert.deepEqual(
      problemsOf(record).map((problem) => problem.split(':', 1)[0]),
      ['sha', 'parents', 'authors', 'committer', 'authoredAt', 'committedAt'].map(
        (key) => `/commits/0/${key}`,
      ),
    );
  });

  for (const value of [undefined, null, 0, '', [], true]) {
    it(`refuses ${JSON.stringify(value)} as a record`, () => {
      const [problem = '', ...others] = problemsOf(value);
      assert.match(problem, /^: it must be a map of keys and values; found /);
      assert.deepEqual(others, []);
    });
  }

  it('is not taken in by a field named __proto__', () => {
    const example = exampleOf('change-record.md', 'json');
    const value: unknown = JSON.parse(`{"__proto__": ${example}}`);
    assert.equal(problemsOf(value).length, 15);
  });

  it('keeps a short sentence for a long value', () => {
    const [problem = ''] = problemsOf(recordWith(['ticket', 'state'], 'x\u001b[2J'.repeat(1_000_000)));
    assert.ok(problem.length < 300);
  });

  it('never throws, and names each place by a pointer that leads to it', () => {
    const example = JSON.parse(exampleOf('change-record.md', 'json')) as Json;
    const key = fc.constantFrom(...Object.keys(example));
    fc.assert(
      fc.property(fc.dictionary(key, fc.jsonValue()), (changes) => {
        const parsed = parseChangeRecord({ ...example, ...changes });
        for (const { path } of parsed.ok ? [] : parsed.problems) {
          assert.match(path, /^(\/([^~/]|~[01])*)*$/);
        }
      }),
    );
    fc.assert(fc.property(fc.anything(), (value) => typeof parseChangeRecord(value).ok === 'boolean'));
  });
});
