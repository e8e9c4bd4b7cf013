import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { AuditSummary } from '../../../src/evidence/audit/summary.ts';
import type { Period } from '../../sandbox/period/period.ts';
import { useSandbox } from '../../sandbox/mocha.ts';
import { buildCommandLine, startChangeGuide } from './changeGuide.ts';
import { environmentAt, onHost } from './onHost.ts';
import { itThoroughly } from '../../thorough.ts';

const year = ['--since', '2025-01-01', '--until', '2025-12-31', '--repo', 'acme/ledger'];

describe('change-guide audit', function () {
  this.timeout(300_000);
  const handle = useSandbox();
  let cwd = '';
  let period: Period;

  before(() => {
    buildCommandLine();
    cwd = handle.folder('here');
    mkdirSync(cwd);
    period = handle.sandbox.addPeriod({ changes: 60, sins: 1 });
  });

  const run = async (...args: string[]) =>
    onHost(handle.sandbox, ['audit', ...args], { cwd, token: handle.sandbox.people.lead.token });
  const read = (...names: string[]) => readFileSync(path.join(cwd, ...names), 'utf8');
  const asked = () =>
    handle.sandbox.requests.matching({ operation: 'MergedChanges' }).filter(({ status }) => status === 200)
      .length;

  it('tells what it found, writes what an auditor reads, and exits with 1 when there are exceptions', async () => {
    handle.sandbox.requests.clear();
    const { code, stdout, stderr } = await run(...year, '--out', 'whole', '--sample', '2', '--seed', 'q1');
    assert.equal(code, 1, stderr);
    assert.match(stdout, new RegExp(`acme/ledger, 2025.*: ${period.population} commits`));
    assert.match(stdout, /1 {2}Pushed to the base branch without a pull request \(push\.direct\)/);
    assert.match(stderr, /acme\/ledger: reading the commits of the base branch/);
    const { summary } = JSON.parse(read('whole', 'audit.json')) as { summary: AuditSummary };
    for (const { folder } of summary.sample?.changes ?? []) {
      const verified = await onHost(handle.sandbox, ['verify', path.join(cwd, 'whole', folder)], { cwd });
      assert.match(verified.stdout, /the evidence holds as far as it could be checked/);
    }
    assert.match(read('whole', 'summary.html'), /acme\/ledger/);
    assert.ok(read('whole', 'changes.csv').startsWith('"repository","commit"'));
  });

  it('goes on where it was when it is killed, without asking for what it has', async () => {
    const without = asked();
    const kills = 5;
    for (let kill = 0; kill < kills; kill += 1) {
      handle.sandbox.requests.clear();
      const child = startChangeGuide(['audit', ...year, '--out', 'killed', '--sample', '2', '--seed', 'q1'], {
        cwd,
        env: environmentAt(handle.sandbox, cwd, handle.sandbox.people.lead.token),
      });
      const ended = once(child, 'exit');
      // Each time a little later than at the last, and at a moment that nobody chose.
      const moment = 1 + kill * 3 + Math.floor(Math.random() * 4);
      while (handle.sandbox.requests.all.length < moment && child.exitCode === null) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 100));
      child.kill('SIGKILL');
      await ended;
    }
    handle.sandbox.requests.clear();
    const { code, stderr } = await run(...year, '--out', 'killed', '--sample', '2', '--seed', 'q1');
    assert.equal(code, 1, stderr);
    assert.ok(asked() <= without, `${asked()} requests instead of ${without}`);
    for (const name of ['audit.json', 'audit.ndjson', 'changes.csv', 'summary.html']) {
      assert.equal(read('killed', name), read('whole', name), name);
    }
    assert.ok(!existsSync(path.join(cwd, 'killed', 'state')));
  });

  itThoroughly('puts shards together', async () => {
    for (const shard of ['1/2', '2/2']) {
      await run(...year, '--out', `shard-${shard[0] ?? ''}`, '--shard', shard);
    }
    const merged = await run('merge', 'shard-2', 'shard-1', '--out', 'all', '--sample', '2', '--seed', 'q1');
    assert.equal(merged.code, 1, merged.stderr);
    for (const name of ['audit.json', 'audit.ndjson', 'changes.csv', 'summary.html']) {
      assert.equal(read('all', name), read('whole', name), name);
    }
  });

  it('fetches the history with the credential that this clone alone has', async () => {
    const { sandbox } = handle;
    const clone = handle.folder('clone');
    await sandbox.clone(sandbox.people.lead, clone);
    const today = new Date().toISOString().slice(0, 10);
    const asked = ['audit', '--since', '2020-01-01', '--until', today, '--out', '../of-the-clone'];
    const { code, stdout, stderr } = await onHost(sandbox, asked, { cwd: clone });
    assert.equal(code, 1, stderr);
    assert.match(stdout, /acme\/payments, 2020.*: [1-9]\d* commits/);
  });

  it('exits with 3 when the commits could not be read, and says so', async () => {
    handle.sandbox.faults.add({ path: '/acme/ledger.git/**', effect: { kind: 'answer', status: 500 } });
    const { code, stdout } = await run(...year, '--out', 'unread');
    assert.equal(code, 3);
    assert.match(stdout, /acme\/ledger could not be read: git fetch/);
  });

  it('exits with 0 when nothing came in the period', async () => {
    const { code } = await run(
      '--since',
      '2001-01-01',
      '--until',
      '2001-01-31',
      '--repo',
      'acme/ledger',
      '--out',
      'none',
    );
    assert.equal(code, 0);
  });

  for (const [what, args, words] of [
    ['no folder', year, /where to\?/],
    ['no period', ['--out', 'x', '--repo', 'acme/ledger'], /which period\?/],
    [
      'a day that is none',
      ['--since', '2026-02-30', '--until', '2026-03-01', '--out', 'x'],
      /--since takes a day/,
    ],
    [
      'a period that ends first',
      ['--since', '2026-02-02', '--until', '2026-02-01', '--out', 'x'],
      /ends before/,
    ],
    ['a part that is none', [...year, '--out', 'x', '--shard', '3/2'], /--shard takes a part/],
    ['a sample of a part', [...year, '--out', 'x', '--shard', '1/2', '--sample', '5'], /audit merge/],
    ['a seed alone', [...year, '--out', 'x', '--seed', '5'], /goes with --sample/],
    ['a repository beside an owner', [...year, '--out', 'x', '--org', 'acme'], /either repositories/],
    [
      'a repository that is not there',
      [...year.slice(0, 4), '--repo', 'acme/nothing', '--out', 'gone'],
      /no such/,
    ],
    ['nothing to merge', ['merge', '--out', 'x'], /merge what\?/],
    ['a period to merge', ['merge', 'a', '--since', '2026-01-01', '--out', 'x'], /--since does not go/],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const { code, stderr } = await run(...args);
      assert.equal(code, 2, stderr);
      assert.match(stderr, words);
    });
  }
});
