import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { defaultProcedure } from '../../../src/procedure/procedure.ts';
import { evaluate } from '../../../src/procedure/evaluate.ts';
import { parseChangeRecord } from '../../../src/procedure/parseChangeRecord.ts';
import { exampleOf } from '../../../scripts/docExamples.ts';
import { buildCommandLine, changeGuide, startChangeGuide, temporaryFolder } from './changeGuide.ts';

const example = exampleOf('change-record.md', 'json');
const line = JSON.stringify(JSON.parse(example));

/** The example with other values for some of its fields, on one line. */
function lineWith(changes: Record<string, unknown>): string {
  return JSON.stringify({ ...(JSON.parse(example) as object), ...changes });
}

/** Every fact of it is unread, so that nothing is known to be open. */
const unreadLine = lineWith({
  unknown: ['ticket', 'pullRequest', 'commits', 'files', 'reviews', 'checks', 'deployments', 'people'].map(
    (fact) => ({
      fact,
      reason: 'the host did not answer',
    }),
  ),
});

const compliantLine = lineWith({
  reviews: [
    ['pia', '2026-03-01T15:00:00Z'],
    ['quinn', '2026-03-01T16:00:00Z'],
    ['lea', '2026-03-01T17:00:00Z'],
  ].map(([author, submittedAt]) => ({
    id: author,
    author,
    state: 'APPROVED',
    commitSha: '5d3e1f0a',
    submittedAt,
  })),
});

const procedure = exampleOf('compliance-report.md', 'yaml');

const byProcedure = ['evaluate', '--procedure', 'procedure.yml'];
const escape = '\u001b';

function jsonLines(stdout: string): { verdict?: string; error?: { message: string; path: string } }[] {
  assert.ok(stdout === '' || stdout.endsWith('\n'));
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((each) => JSON.parse(each) as { verdict?: string });
}

describe('change-guide evaluate', () => {
  before(buildCommandLine);

  let cwd = '';
  let remove: () => void;
  before(() => {
    ({ folder: cwd, remove } = temporaryFolder());
    writeFileSync(path.join(cwd, 'record.json'), example);
    writeFileSync(path.join(cwd, 'procedure.yml'), procedure);
    writeFileSync(path.join(cwd, 'bad.yml'), 'version: 1\naprovals: {}\n');
    writeFileSync(path.join(cwd, 'bom.json'), `\uFEFF${example.replaceAll('\n', '\r\n')}`);
    writeFileSync(path.join(cwd, 'empty.json'), '');
    writeFileSync(
      path.join(cwd, 'latin1.json'),
      Buffer.from(example.replace('Limit refunds', 'L\xFCmit'), 'latin1'),
    );
  });
  after(() => {
    remove();
  });

  it('prints the report of a file as one line of JSON, the same that the engine gives', async () => {
    const parsed = parseChangeRecord(JSON.parse(example));
    assert.ok(parsed.ok);
    const { code, stdout, stderr } = await changeGuide(['evaluate', '--json', 'record.json'], { cwd });
    // ENG-PROC-003 names nobody for three of the roles.
    assert.deepEqual([code, stderr], [3, '']);
    assert.equal(stdout, `${JSON.stringify(evaluate(defaultProcedure, parsed.record))}\n`);
  });

  it('prints six steps, who is missing and why for a person', async () => {
    const args = [...byProcedure, 'record.json'];
    const { code, stdout, stderr } = await changeGuide(args, { cwd });
    assert.deepEqual([code, stderr], [1, '']);
    assert.match(stdout, /^acme\/payments#42 at 5d3e1f0 under ENG-PROC-003: incomplete\n/);
    assert.match(stdout, /✓ 1 Ticket .*\n✓ 2 .*\n✓ 3 .*@pia\n– 4 .*\n○ 5 .*\n○ 6 .*\n/);
    assert.match(stdout, /Still needed\n.*@quinn\n.*@lea\n$/);
    assert.ok(!stdout.includes(escape));
  });

  it('colours on demand, and not against it', async () => {
    const { stdout } = await changeGuide([...byProcedure, 'record.json'], { cwd, env: { FORCE_COLOR: '1' } });
    assert.ok(stdout.includes(`${escape}[33mincomplete`));
    const { stdout: plain } = await changeGuide([...byProcedure, 'record.json'], {
      cwd,
      env: { NO_COLOR: '1' },
    });
    assert.ok(!plain.includes(escape));
  });

  const codes: [string, string[], number, string[]][] = [
    ['a compliant record', [compliantLine], 0, ['compliant']],
    ['an incomplete one', [line], 1, ['incomplete']],
    ['an unknown one', [unreadLine], 3, ['unknown']],
    ['unknown over compliant', [compliantLine, unreadLine], 3, ['compliant', 'unknown']],
    ['incomplete over unknown', [unreadLine, line, compliantLine], 1, ['unknown', 'incomplete', 'compliant']],
    ['bad input over all', [line, '{', unreadLine], 2, ['incomplete', 'error', 'unknown']],
    ['blank lines passed over', ['', line, ' \t\r', compliantLine], 1, ['incomplete', 'compliant']],
    ['line ends of Windows', [`${compliantLine}\r`], 0, ['compliant']],
    ['a byte order mark', [`\uFEFF${compliantLine}`], 0, ['compliant']],
    [
      'line separators within texts',
      [compliantLine.replace('Limit refunds', 'Limit\u2028re\u0085funds')],
      0,
      ['compliant'],
    ],
  ];
  for (const [name, lines, expected, verdicts] of codes) {
    it(`reads lines: ${name}`, async () => {
      const args = [...byProcedure, '--json', '-'];
      const { code, stdout } = await changeGuide(args, { cwd, input: lines.join('\n') });
      assert.equal(code, expected);
      assert.deepEqual(
        jsonLines(stdout).map(({ verdict }) => verdict ?? 'error'),
        verdicts,
      );
    });
  }

  it('names the place of every problem of a bad record', async () => {
    const bad = lineWith({ ticket: { key: 1 } });
    const { code, stdout, stderr } = await changeGuide(['evaluate', '--json', '-'], {
      cwd,
      input: `${line}\n${bad}\n`,
    });
    assert.equal(code, 2);
    assert.deepEqual(jsonLines(stdout)[1], {
      error: {
        message: '`ticket.tracker` is missing; it must be a text (and 7 more; standard error lists them)',
        path: '/ticket/tracker',
      },
    });
    const places = stderr.split('\n').slice(0, -1);
    assert.equal(places.length, 8);
    assert.equal(places[1], 'standard input:2: /ticket/key: `ticket.key` must be a text; found `1`');
  });

  it('says the same of a bad record for a person, with nothing on standard output', async () => {
    const { code, stdout, stderr } = await changeGuide(['evaluate', '-'], { cwd, input: '[]' });
    assert.deepEqual([code, stdout], [2, '']);
    assert.equal(stderr, 'standard input:1: it must be a map of keys and values; found a list\n');
  });

  it('keeps the order of files and standard input', async () => {
    const args = [...byProcedure, '--json', 'empty.json', 'bom.json', '-', 'latin1.json', 'nowhere.json'];
    const { code, stdout } = await changeGuide(args, { cwd, input: unreadLine });
    assert.equal(code, 2);
    assert.deepEqual(
      jsonLines(stdout).map(({ verdict, error }) => verdict ?? error?.message.split(':', 1)[0]),
      ['this is not JSON', 'incomplete', 'unknown', 'this is not UTF-8 text', 'the file could not be read'],
    );
  });

  it('judges nothing with a bad procedure file', async () => {
    for (const file of ['bad.yml', 'nowhere.yml', '.']) {
      const args = ['evaluate', '--json', '--procedure', file, 'record.json'];
      const { code, stdout, stderr } = await changeGuide(args, { cwd });
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(
        stderr,
        /bad\.yml:2:1: unknown key `aprovals`; did you mean `approvals`\?|could not be read/,
      );
    }
  });

  it('calls no record at all bad input', async () => {
    for (const input of ['', '\n \r\n']) {
      const { code, stdout, stderr } = await changeGuide(['evaluate', '--json', '-'], { cwd, input });
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, /there was no record on standard input; nothing was judged/);
    }
  });

  it('lets no control character of the input through', async () => {
    const hostile = line
      .replaceAll('main', String.raw`m\u001b[2J\u009b31m\u202e\u0007\r\n\u2028`)
      .replaceAll('acme', String.raw`\u001b]0;owned\u0007acme\u009b`);
    for (const args of [['--json'], []]) {
      const { code, stdout } = await changeGuide([...byProcedure, ...args, '-'], {
        cwd,
        input: `${hostile}\n`,
      });
      assert.equal(code, 1);
      assert.doesNotMatch(stdout.replaceAll('\n', ''), /[\p{Cc}\p{Zl}\p{Zp}]/u);
    }
    const { stderr } = await changeGuide(['evaluate', '-'], {
      cwd,
      input: '"\\u001b[2J\\u009b"\n\u001b[31m\n',
    });
    assert.doesNotMatch(stderr.replaceAll('\n', ''), /\p{Cc}/u);
  });

  it('is not troubled by deep, huge or broken lines', async () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const huge = compliantLine.replace('Limit refunds', 'x'.repeat(10_000_000));
    const broken = Buffer.concat([Buffer.from('"'), Buffer.from([0xff, 0xc0, 0x80]), Buffer.from('"\n')]);
    const proto = '{"__proto__":{"schema":"change-record/1"},"constructor":{"prototype":{}}}';
    const input = Buffer.concat([
      Buffer.from(`${deep}\n${huge}\n${proto}\n`),
      broken,
      Buffer.from(compliantLine),
    ]);
    const args = [...byProcedure, '--json', '-'];
    const { code, stdout } = await changeGuide(args, { cwd, input });
    assert.equal(code, 2);
    assert.deepEqual(
      jsonLines(stdout).map(({ verdict }) => verdict ?? 'error'),
      ['error', 'compliant', 'error', 'error', 'compliant'],
    );
  });

  it('answers each line before the next one comes', async () => {
    const child = startChangeGuide([...byProcedure, '--json', '-'], { cwd });
    child.stdin.write(`${line}\n`);
    const [first] = (await once(child.stdout, 'data')) as [Buffer];
    child.stdin.end();
    assert.match(first.toString(), /"verdict":"incomplete"/);
    assert.deepEqual(await once(child, 'close'), [1, null]);
  });

  it('stops without a word when its reader goes, and does not call the rest compliant', async () => {
    const child = startChangeGuide([...byProcedure, '--json', '-'], { cwd });
    const errors = text(child.stderr);
    child.stdin.on('error', () => undefined);
    child.stdout.once('data', () => {
      (child.stdout as unknown as { destroy(): void }).destroy();
    });
    child.stdin.end(`${compliantLine}\n`.repeat(5000));
    assert.deepEqual(await once(child, 'close'), [3, null]);
    assert.equal(await errors, '');
  });
});
