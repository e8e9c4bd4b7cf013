import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { GitPushHook, hasConfiguredHooks } from '../../../../src/git/hook/pushHook.ts';
import { Launcher } from '../../../../src/git/hook/launcher.ts';
import { buildCommandLine, builtCommandLine } from '../../commandLine/changeGuide.ts';
import { installedLefthook } from '../../support/lefthook.ts';
import {
  environment,
  gitSays,
  pushingRepository,
  writeHook,
  type PushingRepository,
} from '../../support/pushes.ts';

const installedGit = execFileSync('git', ['--version'], { encoding: 'utf8' });

describe('the push hook', function () {
  this.timeout(120_000);
  let repository: PushingRepository;
  let hooks: string;
  const guard = () => path.join(path.dirname(builtCommandLine), 'prePush.cjs');
  const hookOf = (directory = repository.clone, launcher?: string) =>
    new GitPushHook({ binary: 'git', directory }, guard(), launcher);
  const blocked = (said: { stderr: string }) => said.stderr.includes('change-guide: push blocked: no-ticket');
  const snapshot = () => ({
    hooks: existsSync(hooks)
      ? readdirSync(hooks).map((name) => [name, readFileSync(path.join(hooks, name), 'latin1')])
      : 'no folder',
    config: repository.git('config', '--local', '--list'),
    status: repository.git('status', '--porcelain'),
  });

  before(buildCommandLine);
  beforeEach(() => {
    repository = pushingRepository('version: 1\nprePush: block\n');
    hooks = path.join(repository.clone, '.git', 'hooks');
    repository.branch('no-ticket', 'a.ts');
  });
  afterEach(() => {
    repository.remove();
  });

  it('is off, is installed and runs, and leaves everything as it was', async () => {
    const before = snapshot();
    assert.deepEqual(await hookOf().state(), { kind: 'off' });
    assert.equal((await hookOf().install()).kind, 'on');
    assert.equal((await hookOf().install()).kind, 'on', 'a second time');
    assert.ok(blocked(repository.push('origin', 'HEAD')));
    assert.deepEqual(await hookOf().uninstall(), { kind: 'off' });
    assert.deepEqual(snapshot(), before);
    assert.deepEqual(await hookOf().uninstall(), { kind: 'off' }, 'a second time');
    assert.equal(repository.push('origin', 'HEAD').code, 0);
  });

  it('makes a hooks folder where there is none, and takes it away again', async () => {
    rmSync(hooks, { recursive: true });
    await hookOf().install();
    assert.ok(blocked(repository.push('origin', 'HEAD')));
    await hookOf().uninstall();
    assert.equal(existsSync(hooks), false);
  });

  it('works in a worktree, from which it was installed, and in all others', async () => {
    const worktree = path.join(repository.folder, 'other tree ü');
    repository.git('worktree', 'add', '--quiet', '-b', 'no-ticket-2', worktree);
    await hookOf(worktree).install();
    assert.ok(blocked(repository.push('origin', 'HEAD')));
    assert.match(gitSays(worktree, 'push', 'origin', 'HEAD').stderr, /push blocked: no-ticket-2/);
    assert.equal((await hookOf().uninstall()).kind, 'off');
    assert.equal(gitSays(worktree, 'push', 'origin', 'HEAD').code, 0);
  });

  describe('beside a hook that was there', () => {
    const script = '#!/bin/sh\necho "theirs: $1 $2 $(cat)" > theirs.txt\n';

    it('runs it first, with all that git gave it, and puts it back', async () => {
      const file = writeHook(repository, 'pre-push', script);
      const before = snapshot();
      const state = await hookOf().install();
      assert.ok(state.kind === 'on' && state.before?.endsWith('pre-push.before-change-guide') === true);
      assert.ok(blocked(repository.push('origin', 'HEAD')));
      const head = repository.git('rev-parse', 'HEAD');
      assert.equal(
        readFileSync(path.join(repository.clone, 'theirs.txt'), 'utf8'),
        `theirs: origin ${repository.remote} HEAD ${head} refs/heads/no-ticket ${'0'.repeat(40)}\n`,
      );
      rmSync(path.join(repository.clone, 'theirs.txt'));
      await hookOf().uninstall();
      assert.deepEqual(snapshot(), before);
      assert.equal(readFileSync(file, 'utf8'), script);
    });

    it('lets its no count, and does not run what git would not', async () => {
      writeHook(repository, 'pre-push', '#!/bin/sh\necho theirs says no >&2\nexit 3\n');
      await hookOf().install();
      const said = repository.push('origin', 'HEAD');
      assert.match(said.stderr, /theirs says no/);
      assert.ok(!blocked(said));
      chmodSync(path.join(hooks, 'pre-push.before-change-guide'), 0o644);
      const next = repository.push('origin', 'HEAD');
      assert.doesNotMatch(next.stderr, /theirs/);
      assert.ok(blocked(next));
    });
  });

  describe('beside pre-commit', () => {
    // As pre-commit writes it, but for the last line, which would start Python.
    const theirs =
      '#!/usr/bin/env bash\n# File generated by pre-commit: https://pre-commit.com\n' +
      'here="$(cd "$(dirname "$0")" && pwd)"\ninput=$(cat)\n' +
      'if [ -x "$here/pre-push.legacy" ]; then printf \'%s\\n\' "$input" | "$here/pre-push.legacy" "$@" || exit 1; fi\n';

    it('is the earlier hook that pre-commit runs', async () => {
      writeHook(repository, 'pre-push', theirs);
      const before = snapshot();
      const state = await hookOf().install();
      assert.ok(state.kind === 'on' && state.where.endsWith('pre-push.legacy'));
      assert.ok(blocked(repository.push('origin', 'HEAD')));
      await hookOf().uninstall();
      assert.deepEqual(snapshot(), before);
    });

    it('is found where pre-commit puts it when that comes later', async () => {
      await hookOf().install();
      if (hasConfiguredHooks(installedGit)) {
        return;
      }
      cpSync(path.join(hooks, 'pre-push'), path.join(hooks, 'pre-push.legacy'));
      writeHook(repository, 'pre-push', theirs);
      assert.equal((await hookOf().state()).kind, 'on');
      assert.ok(blocked(repository.push('origin', 'HEAD')));
      assert.equal((await hookOf().uninstall()).kind, 'off');
      assert.equal(existsSync(path.join(hooks, 'pre-push.legacy')), false);
      assert.equal(readFileSync(path.join(hooks, 'pre-push'), 'utf8'), theirs);
    });
  });

  describe('beside husky', () => {
    function husky(): string {
      const bin = path.join(path.dirname(createRequire(import.meta.url).resolve('husky')), 'bin.js');
      execFileSync(process.execPath, [bin], { cwd: repository.clone, env: { ...environment, CI: '' } });
      return path.join(repository.clone, '.husky', 'pre-push');
    }

    it('changes nothing that is committed, shows the line to add, and runs once it is there', async () => {
      const file = husky();
      writeFileSync(file, 'echo theirs >&2\n');
      const before = snapshot();
      const state = await hookOf().install();
      if (hasConfiguredHooks(installedGit)) {
        assert.equal(state.kind, 'on');
        return;
      }
      assert.ok(state.kind === 'by-hand');
      assert.equal(state.owner, 'husky');
      assert.equal(state.file, file);
      assert.deepEqual(snapshot(), before);
      writeFileSync(file, `echo theirs >&2\n${state.lines.join('\n')}\n`);
      assert.deepEqual(await hookOf().state(), { kind: 'on', by: 'hand', where: file });
      const said = repository.push('origin', 'HEAD');
      assert.match(said.stderr, /theirs/);
      assert.ok(blocked(said), said.stderr);
      await hookOf().uninstall();
      const free = repository.push('origin', 'HEAD');
      assert.equal(free.code, 0, 'the line does nothing for who has no push warnings');
      assert.match(free.stderr, /theirs/);
    });
  });

  describe('beside lefthook', () => {
    let lefthook: (...args: string[]) => string;
    before('install the real one', async function () {
      this.timeout(300_000);
      const bin = await installedLefthook();
      lefthook = (...args) => {
        const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
          cwd: repository.clone,
          encoding: 'utf8',
          env: environment,
        });
        assert.equal(status, 0, stderr);
        return stdout;
      };
    });

    it('shows what to add, and runs once it is there', async () => {
      repository.write(
        'lefthook.yml',
        'pre-push:\n  jobs:\n    - name: theirs\n      run: echo theirs > theirs.txt\n',
      );
      lefthook('install', '--force');
      const before = snapshot();
      const state = await hookOf().install();
      if (hasConfiguredHooks(installedGit)) {
        assert.equal(state.kind, 'on');
        return;
      }
      assert.ok(state.kind === 'by-hand');
      assert.equal(state.owner, 'lefthook');
      assert.deepEqual(snapshot(), before);
      writeFileSync(state.file, `${state.lines.join('\n')}\n`);
      assert.equal((await hookOf().state()).kind, 'on');
      const said = repository.push('origin', 'HEAD');
      assert.equal(said.code, 1);
      assert.equal(existsSync(path.join(repository.clone, 'theirs.txt')), true);
      rmSync(state.file);
      assert.equal(repository.push('origin', 'HEAD').code, 0);
    });
  });

  it('is installed from a folder below as from the top', async () => {
    repository.write('docs/a.md', 'a');
    const below = path.join(repository.clone, 'docs');
    assert.equal((await hookOf(below).install()).kind, 'on');
    assert.ok(blocked(gitSays(below, 'push', 'origin', 'HEAD')));
    assert.equal((await hookOf(below).uninstall()).kind, 'off');
    repository.git('config', 'core.hooksPath', 'hooks here');
    const state = await hookOf(below).install();
    assert.ok(
      hasConfiguredHooks(installedGit) ||
        (state.kind === 'by-hand' && state.file === path.join(repository.clone, 'hooks here', 'pre-push')),
    );
  });

  it('leaves a folder of core.hooksPath alone, and shows the line to add to its hook', async () => {
    const shared = path.join(repository.folder, 'shared hooks');
    mkdirSync(shared);
    repository.git('config', 'core.hooksPath', shared);
    const state = await hookOf().install();
    if (hasConfiguredHooks(installedGit)) {
      assert.equal(state.kind, 'on');
      return;
    }
    assert.ok(state.kind === 'by-hand');
    assert.equal(state.file, path.join(shared, 'pre-push'));
    assert.deepEqual(readdirSync(shared), []);
    writeFileSync(state.file, `#!/bin/sh\n${state.lines.join('\n')}\n`, { mode: 0o755 });
    assert.ok(blocked(repository.push('origin', 'HEAD')));
  });

  describe('what it starts', () => {
    it('moves with an update of the extension, and does nothing, quietly, once that is gone', async () => {
      const launcher = path.join(repository.folder, 'global storage', 'launch');
      const versions = ['1.0.0', '1.1.0'].map((version) =>
        path.join(repository.folder, `extension it’s ${version}`),
      );
      for (const folder of versions) {
        mkdirSync(folder);
        cpSync(path.dirname(guard()), folder, { recursive: true });
        writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}');
      }
      const [first = '', second = ''] = versions.map((folder) => path.join(folder, 'prePush.cjs'));
      await new GitPushHook({ binary: 'git', directory: repository.clone }, first, launcher).install();
      assert.ok(blocked(repository.push('origin', 'HEAD')));
      rmSync(path.dirname(first), { recursive: true });
      await new Launcher(launcher, second).update();
      assert.ok(blocked(repository.push('origin', 'HEAD')));
      rmSync(path.dirname(second), { recursive: true });
      const said = repository.push('origin', 'HEAD');
      assert.equal(said.code, 0);
      assert.doesNotMatch(said.stderr, /change-guide|Change Guide|No such/);
    });

    it('keeps the compiled code of the guard, takes it only for that guard, and removes it in the end', async () => {
      await hookOf().install();
      const code = path.join(repository.clone, '.git', 'change-guide', 'push-guard.code');
      const push = () => blocked(repository.push('--dry-run', 'origin', 'HEAD'));
      assert.ok(push());
      const kept = readFileSync(code);
      assert.ok(push());
      assert.deepEqual(readFileSync(code), kept, 'it was taken');
      const [key = ''] = kept.toString('latin1').split('\n');
      writeFileSync(code, `${key.replace(/^.. /, '// another ')}\nnonsense`);
      assert.ok(push());
      assert.ok(readFileSync(code, 'latin1').startsWith(`${key}\n`), 'it was made anew');
      writeFileSync(code, `${key}\nnonsense`);
      assert.ok(push());
      assert.ok(readFileSync(code).length > 1000, 'V8 did not take it');
      await hookOf().uninstall();
      assert.equal(existsSync(code), false);
    });

    it('keeps nobody waiting for a git that is late, or for refs that never end', async function () {
      if (process.platform === 'win32') {
        this.skip();
      }
      await hookOf().install();
      const slow = path.join(repository.folder, 'slow');
      mkdirSync(slow);
      writeFileSync(path.join(slow, 'git'), '#!/bin/sh\nexec sleep 60\n', { mode: 0o755 });
      const started = Date.now();
      const child = spawn(path.join(hooks, 'pre-push'), ['origin', repository.remote], {
        cwd: repository.clone,
        env: { ...environment, PATH: `${slow}:${process.env['PATH'] ?? ''}`, CHANGE_GUIDE_PATIENCE: '500' },
        stdio: ['pipe', 'ignore', 'pipe'],
      });
      const [said] = await Promise.all([text(child.stderr), once(child, 'close')]);
      child.stdin.end();
      assert.equal(child.exitCode, 0);
      assert.match(
        said,
        /^change-guide: this push was not judged, it goes on: it took longer than 500 ms\.$/m,
      );
      assert.ok(Date.now() - started < 40_000, 'it waited for git');
    });

    it('is not written where nobody turned push warnings on', async () => {
      const launcher = path.join(repository.folder, 'launch');
      await new Launcher(launcher, guard()).update();
      assert.equal(existsSync(launcher), false);
    });

    it('lets the push through when Node fails, or is not there', async () => {
      const launcher = path.join(repository.folder, 'launch');
      await hookOf(repository.clone, launcher).install();
      const text = readFileSync(launcher, 'utf8');
      writeFileSync(path.join(repository.folder, 'broken'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
      writeFileSync(launcher, text.replaceAll(process.execPath, path.join(repository.folder, 'broken')));
      assert.equal(repository.push('--dry-run', 'origin', 'HEAD').code, 0);
      writeFileSync(
        launcher,
        text
          .replaceAll(process.execPath, '/nowhere/node')
          .replaceAll('command -v node', 'command -v no-node-here'),
      );
      const said = repository.push('--dry-run', 'origin', 'HEAD');
      assert.equal(said.code, 0);
      assert.match(
        said.stderr,
        /^change-guide: this push was not judged, it goes on: there is no Node\.js to do it\.$/m,
      );
    });
  });

  describe('git’s own hooks from the configuration', () => {
    it('are taken from 2.54 on', () => {
      for (const [version, can] of [
        ['git version 2.39.5', false],
        ['git version 2.53.9 (Apple Git-154)', false],
        ['git version 2.54.0', true],
        ['git version 2.54.0.windows.1', true],
        ['git version 3.0.0', true],
        ['nonsense', false],
      ] as const) {
        assert.equal(hasConfiguredHooks(version), can, version);
      }
    });

    (process.platform === 'win32' ? it.skip : it)(
      'are written, left in order, and removed, beside any other manager',
      async () => {
        // A git that says it is a newer one, and is the installed one in all else.
        const newer = path.join(repository.folder, 'git');
        writeFileSync(
          newer,
          '#!/bin/sh\n[ "$1" = --version ] && echo git version 2.54.0 || exec git "$@"\n',
          {
            mode: 0o755,
          },
        );
        const hook = new GitPushHook({ binary: newer, directory: repository.clone }, guard());
        repository.git('config', 'core.hooksPath', '.husky/_');
        repository.git('config', 'hook.theirs.event', 'pre-push');
        const before = snapshot();
        assert.deepEqual(await hook.install(), {
          kind: 'on',
          by: 'configuration',
          where: 'hook.change-guide',
        });
        assert.equal(repository.git('config', 'hook.change-guide.event'), 'pre-push');
        // What git does with the command: it is given to a shell, with the hook's arguments behind it.
        const command = repository.git('config', 'hook.change-guide.command');
        const head = repository.git('rev-parse', 'HEAD');
        const { status, stderr } = spawnSync(
          'sh',
          ['-c', `${command} "$@"`, command, 'origin', repository.remote],
          {
            cwd: repository.clone,
            encoding: 'utf8',
            env: environment,
            input: `HEAD ${head} refs/heads/no-ticket ${'0'.repeat(40)}\n`,
          },
        );
        assert.equal(status, 1);
        assert.ok(blocked({ stderr }));
        assert.deepEqual(await hook.uninstall(), { kind: 'off' });
        assert.deepEqual(snapshot(), before);
      },
    );
  });
});
