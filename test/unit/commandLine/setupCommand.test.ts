import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { procedureFile } from '../../../src/change/procedureFile.ts';
import { parseProcedure } from '../../../src/procedure/parseProcedure.ts';
import { useSandbox } from '../../sandbox/mocha.ts';
import { git, repo } from '../sandbox/support.ts';
import { buildCommandLine, type Outcome } from './changeGuide.ts';
import { onHost } from './onHost.ts';

const roles = [
  '--security-team',
  'acme/security',
  '--qa-team',
  'acme/qa',
  '--engineering-lead',
  '@lena-lead',
];

describe('change-guide setup', function () {
  this.timeout(60_000);
  const handle = useSandbox();
  let clones = 0;
  let folder: string;
  before(buildCommandLine);

  /** A clone of the sample repository, whose main branch is not set up. */
  before(async () => {
    const bare = handle.folder('bare');
    await handle.sandbox.clone(handle.sandbox.people.lead, bare);
    await git(bare, 'rm', '--quiet', procedureFile);
    writeFileSync(
      path.join(bare, '.github/pull_request_template.md'),
      'Closes #\n\n## Summary\n\n## Why now\n',
    );
    await git(bare, 'commit', '--quiet', '--all', '--message', 'As it was before');
    await git(bare, 'push', '--quiet', 'origin', 'HEAD:main');
  });
  beforeEach(async () => {
    clones += 1;
    folder = handle.folder(`clone ${clones}`);
    await handle.sandbox.clone(handle.sandbox.people.developer, folder);
  });

  async function setup(...args: string[]): Promise<Outcome> {
    const { developer } = handle.sandbox.people;
    return onHost(handle.sandbox, ['setup', ...args], { cwd: folder, token: developer.token });
  }

  async function tickets(): Promise<readonly number[]> {
    const { data } = await handle.sandbox
      .as(handle.sandbox.people.lead)
      .issues.listForRepo({ ...repo, state: 'all', per_page: 100 });
    return data.filter(({ title }) => title.startsWith('Hold changes to')).map(({ number }) => number);
  }

  it('shows what it would write, and changes nothing', async () => {
    const { code, stdout, stderr } = await setup(...roles);
    assert.equal(code, 0, stderr);
    assert.match(
      stdout,
      /^\+ \.github\/change-procedure\.yml \(new\)\n~ \.github\/pull_request_template\.md \(completed\)\n/,
    );
    assert.match(stdout, /acme\/security/);
    assert.match(stdout, /Nothing was written\. Add --write to do it\.\n$/);
    assert.equal(await git(folder, 'status', '--porcelain'), '');
    assert.deepEqual(await tickets(), []);
  });

  for (const [name, args, words] of [
    [
      'a role without anyone',
      ['--security-team', 'acme/security', '--qa-team', 'acme/qa'],
      /Nobody is named who approves step 6/,
    ],
    [
      'a team that is not there',
      [...roles, '--qa-team', 'acme/qaa'],
      /The team acme\/qaa could not be looked up: .*\n.*Teams of @acme: .*acme\/qa/,
    ],
    [
      'a person who is not there',
      [...roles, '--qa-team', '@nobody-here'],
      /There is no @nobody-here on this host/,
    ],
    ['what is no name', [...roles, '--qa-team', 'a b'], /`a b` is neither a team/],
  ] as const) {
    it(`refuses ${name}`, async () => {
      const { code, stdout, stderr } = await setup(...args);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, words);
    });
  }

  it('makes a change of it, goes on after a hook refused the commit, and overwrites nothing', async () => {
    const hook = path.join(folder, '.git/hooks/pre-commit');
    writeFileSync(hook, '#!/bin/sh\necho no tabs please >&2\nexit 1\n');
    chmodSync(hook, 0o755);
    writeFileSync(path.join(folder, 'mine.txt'), 'staged by hand\n');
    await git(folder, 'add', 'mine.txt');

    const stopped = await setup(...roles, '--write');
    assert.equal(stopped.code, 2, stopped.stdout);
    const [ticket, ...more] = await tickets();
    assert.ok(ticket !== undefined && more.length === 0);
    const branch = `chore/${ticket}-change-procedure`;
    assert.match(
      stopped.stderr,
      new RegExp(`#${ticket} and its branch “${branch}” are there.*no tabs please`),
    );

    writeFileSync(hook, '#!/bin/sh\nexit 0\n');
    const form = path.join(folder, '.github/ISSUE_TEMPLATE/change.md');
    const written = readFileSync(form);
    writeFileSync(form, 'written by hand meanwhile\n');
    const refused = await setup(...roles, '--write');
    assert.equal(refused.code, 2);
    assert.match(
      refused.stderr,
      /“\.github\/ISSUE_TEMPLATE\/change\.md” has uncommitted changes; it was left/,
    );
    assert.equal(readFileSync(form, 'utf8'), 'written by hand meanwhile\n');
    writeFileSync(form, written);

    const done = await setup(...roles, '--write');
    assert.equal(done.code, 0, done.stderr);
    assert.match(done.stdout, /Next:\n {2}- Open its pull request/);
    assert.deepEqual(await tickets(), [ticket]);
    assert.equal(await git(folder, 'rev-parse', 'HEAD'), await git(folder, 'rev-parse', `origin/${branch}`));
    assert.deepEqual((await git(folder, 'diff', '--name-only', 'origin/main...HEAD')).split('\n'), [
      '.github/ISSUE_TEMPLATE/change.md',
      '.github/change-procedure.yml',
      '.github/pull_request_template.md',
      '.github/workflows/change-procedure-events.yml',
      '.github/workflows/change-procedure.yml',
    ]);
    assert.equal(await git(folder, 'diff', '--cached', '--name-only'), 'mine.txt');

    const parsed = parseProcedure(readFileSync(path.join(folder, procedureFile), 'utf8'));
    assert.ok(parsed.ok);
    const named = Object.entries(parsed.procedure.roles).map(([role, { permission, teams, users }]) => [
      role,
      permission,
      ...teams,
      ...users,
    ]);
    assert.deepEqual(named, [
      ['peer-reviewer', 'write'],
      ['security-team', undefined, 'acme/security'],
      ['qa-team', undefined, 'acme/qa'],
      ['engineering-lead', undefined, 'lena-lead'],
    ]);
    const template = readFileSync(path.join(folder, '.github/pull_request_template.md'), 'utf8');
    assert.match(template, /## Why now/);
    assert.match(template, /## Rollback plan/);
    const workflow = readFileSync(path.join(folder, '.github/workflows/change-procedure.yml'), 'utf8');
    assert.match(workflow, /workflows: \['Change procedure events', 'CI'\]/);
  });

  it('writes nothing behind a link that leaves the repository', async () => {
    const outside = handle.folder('outside');
    mkdirSync(outside);
    symlinkSync(outside, path.join(folder, '.github/ISSUE_TEMPLATE'), 'dir');
    const { code, stderr } = await setup(...roles, '--write');
    assert.equal(code, 2);
    assert.match(stderr, /change\.md” lies outside of the repository/);
  });

  it('says that all is there once it is merged', async () => {
    await git(folder, 'fetch', '--quiet');
    const [branch = ''] = (await git(folder, 'branch', '--remotes', '--list', 'origin/chore/*'))
      .trim()
      .split('\n');
    await git(folder, 'push', '--quiet', 'origin', `${branch}:main`);
    const { code, stdout } = await setup();
    assert.equal(code, 0);
    assert.equal(stdout, 'main has all of it already. Nothing is to be done.\n');
    const named = await setup(...roles);
    assert.equal(named.code, 2);
    assert.match(named.stderr, /there is a procedure file already/);
  });
});
