import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseChangeRecord } from '../../../src/procedure/parseChangeRecord.ts';
import type { ComplianceReport } from '../../../src/procedure/report.ts';
import { useSandbox } from '../../sandbox/mocha.ts';
import { git, repo } from '../sandbox/support.ts';
import { buildCommandLine, startChangeGuide } from './changeGuide.ts';
import { environmentAt, onHost, openChange } from './onHost.ts';

describe('change-guide status and record', function () {
  this.timeout(60_000);
  const handle = useSandbox();
  let clone = '';
  let elsewhere = '';
  let token = '';
  let change: Awaited<ReturnType<typeof openChange>>;

  before(async () => {
    buildCommandLine();
    clone = handle.folder('clone');
    elsewhere = handle.folder('elsewhere');
    ({ token } = handle.sandbox.people.developer);
    change = await openChange(handle.sandbox, clone);
  });

  const status = async (
    args: readonly string[],
    options: { cwd?: string; token?: string; env?: NodeJS.ProcessEnv },
  ) => onHost(handle.sandbox, ['status', ...args], { cwd: elsewhere, ...options });

  function assertIncomplete({ code, stdout, stderr }: Awaited<ReturnType<typeof status>>): void {
    assert.equal(stderr, '');
    assert.match(
      stdout,
      new RegExp(
        `^acme/payments#${change.number} at ${change.head.slice(0, 7)} under ENG-PROC-003: incomplete\n`,
      ),
    );
    assert.equal(code, 1);
  }

  it('shows the change of the branch that is checked out, also from a folder below', async () => {
    assertIncomplete(await status([], { cwd: clone, token }));
    assertIncomplete(await status([], { cwd: path.join(clone, 'src'), token }));
  });

  it('shows any pull request, without a clone too', async () => {
    const { number } = change;
    assertIncomplete(await status(['--pr', String(number)], { cwd: clone, token }));
    assertIncomplete(await status(['--pr', `#${number}`, '--repo', 'acme/payments'], { token }));
    const { host } = new URL(handle.sandbox.url);
    assertIncomplete(
      await status(['--pr', String(number), '--repo', 'acme/payments', '--host', handle.sandbox.url], {
        token,
        env: { GH_HOST: 'git.elsewhere.test' },
      }),
    );
    // Without a scheme it is https, which the local GitHub does not speak.
    const overTls = await status(['--pr', String(number), '--repo', `${host}/acme/payments`], { token });
    assert.deepEqual([overTls.code, overTls.stdout], [3, '']);
    assert.match(overTls.stderr, /can’t be reached/);
  });

  it('prints the report as one line of JSON', async () => {
    const { code, stdout } = await status(['--json'], { cwd: clone, token });
    const report = JSON.parse(stdout) as ComplianceReport;
    assert.deepEqual(
      [code, report.schema, report.change.pullRequest, report.verdict, stdout.indexOf('\n')],
      [1, 'compliance-report/1', change.number, 'incomplete', stdout.length - 1],
    );
  });

  it('writes the record, from which evaluate comes to the same report', async () => {
    const file = handle.folder('record.json');
    const args = ['record', '--pr', String(change.number), '--out', file];
    const written = await onHost(handle.sandbox, args, { cwd: clone, token });
    const record = JSON.parse(readFileSync(file, 'utf8')) as { unknown: unknown[] };
    assert.equal(parseChangeRecord(record).ok, true);
    assert.deepEqual([written.code, written.stdout], [record.unknown.length === 0 ? 0 : 3, '']);
    const { stdout } = await onHost(handle.sandbox, [...args.slice(0, -1), '-'], { cwd: clone, token });
    assert.equal(parseChangeRecord(JSON.parse(stdout)).ok, true);
    const procedure = path.join(clone, '.github/change-procedure.yml');
    const judged = await onHost(handle.sandbox, ['evaluate', '--procedure', procedure, '--json', file], {
      cwd: clone,
    });
    const seen = await status(['--pr', String(change.number), '--json'], { cwd: clone, token });
    assert.deepEqual(JSON.parse(judged.stdout), JSON.parse(seen.stdout));
  });

  it('says that the record could not be written', async () => {
    const out = path.join(elsewhere, 'no such folder', 'record.json');
    const args = ['record', '--pr', String(change.number), '--out', out];
    const { code, stderr } = await onHost(handle.sandbox, args, { cwd: clone, token });
    assert.equal(code, 2);
    assert.match(stderr, /^change-guide: the record could not be written: ENOENT/);
  });

  describe('takes the token', () => {
    it('from git’s credential for the host', async () => {
      assertIncomplete(await status([], { cwd: clone }));
    });

    it('from gh, found on PATH but not in the current folder', async function () {
      if (process.platform === 'win32') {
        this.skip(); // a script is no gh.exe
      }
      const bin = handle.folder('bin');
      const gh = (folder: string, printed: string) => {
        mkdirSync(folder, { recursive: true });
        writeFileSync(
          path.join(folder, 'gh'),
          `#!/bin/sh\n[ "$*" = "auth token --hostname=${new URL(handle.sandbox.url).host}" ] && echo ${printed}\n`,
        );
        chmodSync(path.join(folder, 'gh'), 0o755);
      };
      gh(bin, token);
      gh(elsewhere, 'ghp_planted');
      const PATH = ['.', '', elsewhere, bin, process.env['PATH']].join(path.delimiter);
      const args = ['--pr', String(change.number), '--repo', 'acme/payments'];
      assertIncomplete(await status(args, { env: { PATH } }));
    });

    it('for an Enterprise Server from no variable that is for github.com', async () => {
      const env = { GH_TOKEN: token, GITHUB_TOKEN: token };
      const { code, stderr } = await status(['--pr', '1', '--repo', 'acme/payments'], { env });
      const { host } = new URL(handle.sandbox.url);
      assert.equal(code, 2);
      assert.equal(
        stderr,
        `change-guide: there is no token for ${host}: set GH_ENTERPRISE_TOKEN, or run \`gh auth login --hostname ${host}\`, or let git keep a credential for it\n`,
      );
    });

    it('and says where a refused one came from, never what it is', async () => {
      const env = { GITHUB_ENTERPRISE_TOKEN: 'ghp_expired' };
      const { code, stdout, stderr } = await status(['--pr', '1', '--repo', 'acme/payments'], { env });
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, /did not accept the token from GITHUB_ENTERPRISE_TOKEN; it may have expired/);
      assert.ok(!stderr.includes('ghp_expired'));
    });

    it('and does not print one that no header can hold', async () => {
      const { code, stderr } = await status(['--pr', '1', '--repo', 'acme/payments'], { token: 'ghp_a\nb' });
      assert.equal(code, 2);
      assert.match(stderr, /GH_ENTERPRISE_TOKEN holds something that is no token/);
      assert.ok(!stderr.includes('ghp_a'));
    });
  });

  const refused: [string, readonly string[], number, RegExp][] = [
    [
      'a pull request that is not there',
      ['--pr', '99999', '--repo', 'acme/payments'],
      2,
      /no such thing|no pull request/,
    ],
    ['a repository that is not there', ['--pr', '1', '--repo', 'acme/nothing'], 2, /no such thing/],
    ['a repository that is none', ['--pr', '1', '--repo', '../..'], 2, /write it as owner\/name/],
    ['a number that is none', ['--pr', '1;rm', '--repo', 'acme/payments'], 2, /--pr takes the number/],
    ['a host that is none', ['--pr', '1', '--host', 'a b'], 2, /not the name of a host/],
    ['an argument', ['42'], 2, /unexpected argument `42`/],
    [
      'no clone and no --repo',
      ['--pr', '1'],
      2,
      /no clone that git can read.* Name the repository with --repo/,
    ],
    ['no clone and no --pr', ['--repo', 'acme/payments'], 2, /name the pull request with --pr N/],
  ];
  for (const [what, args, exit, words] of refused) {
    it(`refuses ${what}`, async () => {
      const { code, stdout, stderr } = await status(args, { token });
      assert.match(stderr, words);
      assert.deepEqual([code, stdout], [exit, '']);
    });
  }

  it('says that the base branch is no change', async () => {
    await git(clone, 'switch', '--quiet', 'main');
    const { code, stderr } = await status([], { cwd: clone, token });
    await git(clone, 'switch', '--quiet', change.branch);
    assert.equal(code, 2);
    assert.match(stderr, /no change is under way on “main”, the base branch/);
  });

  it('takes upstream for the repository where origin is a fork', async () => {
    const fork = handle.folder('fork');
    await git(clone, 'clone', '--quiet', '--local', clone, fork);
    await git(fork, 'remote', 'set-url', 'origin', `${handle.sandbox.url}/dana-dev/payments.git`);
    await git(fork, 'remote', 'add', 'upstream', handle.sandbox.repository.remoteUrl);
    assertIncomplete(await status(['--pr', String(change.number)], { cwd: fork, token }));
  });

  it('knows nothing of a clone from another host', async () => {
    const other = handle.folder('other');
    await git(clone, 'clone', '--quiet', '--local', clone, other);
    await git(other, 'remote', 'set-url', 'origin', 'https://gitlab.com/acme/payments.git');
    const { code, stderr } = await status([], { cwd: other, token });
    assert.equal(code, 2);
    assert.match(stderr, /No remote of this clone \(origin\) is on a GitHub that is known here/);
  });

  it('leaves the answer unknown while the host has trouble', async () => {
    handle.sandbox.faults.add({ path: '/api/**', effect: { kind: 'answer', status: 503 } });
    const { code, stdout, stderr } = await status([], { cwd: clone, token });
    assert.deepEqual([code, stdout], [3, '']);
    assert.match(stderr, /^change-guide: .*trouble of its own/);
  });

  it('shows hostile texts as texts', async () => {
    const { sandbox } = handle;
    const developer = sandbox.as(sandbox.people.developer);
    const title = '\u001b[2J\u0007::set-output name=x::y\u202e';
    await developer.pulls.update({
      ...repo,
      pull_number: change.number,
      title,
      body: `## \u001b]0;x\u0007\n${title}`,
    });
    const { stdout, stderr } = await status([], { cwd: clone, token });
    // oxlint-disable-next-line no-control-regex -- it is what must not be there
    assert.doesNotMatch(stdout + stderr, /[\u0000-\u0009\u000b-\u001f\u202e]/);
  });

  it('uses colours on a terminal alone', async () => {
    const coloured = await status([], { cwd: clone, token, env: { FORCE_COLOR: '1' } });
    assert.ok(coloured.stdout.includes('\u001b['));
    assert.ok(!(await status([], { cwd: clone, token })).stdout.includes('\u001b['));
  });

  it('stops without a word when nobody reads its output', async () => {
    const child = startChangeGuide(['status'], {
      cwd: clone,
      env: environmentAt(handle.sandbox, clone, token),
    });
    (child.stdout as unknown as { destroy(): void }).destroy();
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const code = await new Promise((resolve) => child.once('close', resolve));
    assert.deepEqual([code, said], [3, '']);
  });
});
