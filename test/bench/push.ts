// How much a pre-push hook adds to `git push`: none, one that does nothing, `node -e 0`, and ours, in turns within one
// run, so that whatever else the machine does weighs on all alike. Prints a Markdown table.
//   npm run bench:push
import { execFileSync, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../host/folders.ts';
import { GitFolderDraftStore } from '../../src/git/draftStore.ts';
import { GitPushHook } from '../../src/git/hook/pushHook.ts';
import { testRepository } from '../unit/support/repositories.ts';
import { writeHook } from '../unit/support/pushes.ts';

const rounds = 25;
const quiet = 'push warnings: nothing to say';
const warning = 'push warnings: a draft with open points';
const aim = 1.5;

const repository = testRepository();
try {
  const hook = path.join(repository.clone, '.git', 'hooks', 'pre-push');
  repository.write('.github/change-procedure.yml', 'version: 1\nroles:\n  qa-team: { teams: [acme/qa] }\n');
  repository.commit('Rules');
  repository.git('push', '--quiet');
  repository.git('remote', 'set-head', 'origin', '--auto');
  repository.git('checkout', '--quiet', '-b', 'feature/42-x');
  for (let index = 0; index < 40; index++) {
    repository.write(`src/module-${index}.ts`, 'x\n');
  }
  repository.commit('Work');

  const drafts = new GitFolderDraftStore({ binary: 'git', directory: repository.clone });
  const installed = async () => {
    rmSync(hook, { force: true });
    rmSync(await drafts.file('feature/42-x'), { force: true });
    const guard = path.join(projectFolder, 'dist', 'prePush.cjs');
    await new GitPushHook({ binary: 'git', directory: repository.clone }, guard).install();
  };
  const hooks: readonly [name: string, set: () => Promise<unknown>][] = [
    [
      'no hook',
      async () => {
        rmSync(hook, { force: true });
        return Promise.resolve();
      },
    ],
    ['`exit 0`', async () => Promise.resolve(writeHook(repository, 'pre-push', '#!/bin/sh\nexit 0\n'))],
    [
      '`node -e 0`',
      async () =>
        Promise.resolve(writeHook(repository, 'pre-push', `#!/bin/sh\n'${process.execPath}' -e 0\n`)),
    ],
    [quiet, installed],
    [
      warning,
      async () => {
        await installed();
        await drafts.write('feature/42-x', '# Modules\n\nCloses #42\n\n## Summary\n\nForty *modules*.\n');
      },
    ],
  ];
  const times = new Map<string, number[]>(hooks.map(([name]) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const [name, set] of hooks) {
      await set();
      const started = performance.now();
      const { status, stderr } = spawnSync('git', ['push', '--dry-run', '--quiet', 'origin', 'HEAD'], {
        cwd: repository.clone,
        encoding: 'utf8',
        env: { ...process.env, CHANGE_GUIDE_PATIENCE: '15000' },
      });
      const took = performance.now() - started;
      if (status !== 0 || (stderr !== '') !== (name === warning)) {
        throw new Error(`${name}: git push ended with ${status}\n${stderr}`);
      }
      // The first round warms the file system.
      if (round > 0) {
        times.get(name)?.push(took);
      }
    }
  }

  const median = (name: string) => {
    const sorted = [...(times.get(name) ?? [])].sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? NaN;
  };
  const none = median('no hook');
  const added = (name: string) => median(name) - none;
  console.log(
    `${execFileSync('git', ['--version'], { encoding: 'utf8' }).trim()}, Node ${process.version}\n`,
  );
  console.log('| pre-push hook | `git push`, median | it adds | beside `node -e 0` |');
  console.log('|---|---|---|---|');
  for (const [name] of hooks) {
    const ratio = added(name) / added('`node -e 0`');
    console.log(
      `| ${name} | ${median(name).toFixed(0)} ms | ${added(name).toFixed(0)} ms | ${name === 'no hook' ? '' : ratio.toFixed(2)} |`,
    );
  }
  const ratio = added(quiet) / added('`node -e 0`');
  console.log(`\nAim: at most ${aim} times what \`node -e 0\` adds; it is ${ratio.toFixed(2)}.`);
} finally {
  repository.remove();
}
