// Runs the suites of this folder inside a real VS Code, and prints their report as it comes in.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import esbuild from 'esbuild';
import { inWords, leaveCounts } from '../counts.ts';
import { keepFailure } from '../host/failures.ts';
import { emptyFolder, projectFolder, temporaryFolder } from '../host/folders.ts';
import { type HostWindow } from '../host/host.ts';
import { openHost } from '../host/openHost.ts';
import { listenToSuites } from './listener.ts';
import { portVariable } from './messages.ts';

const bundles = path.join(projectFolder, 'out', 'vscode');
const patience = { milliseconds: 5 * 60_000 };

emptyFolder(bundles);
await esbuild.build({
  entryPoints: [path.join(import.meta.dirname, 'suites.ts'), path.join(import.meta.dirname, '*.test.ts')],
  outdir: bundles,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  // What VS Code calls to run tests must be CommonJS.
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  external: ['vscode', 'mocha'],
  sourcemap: 'inline',
});

const host = await openHost();
console.log(`\n  ${host.name}`);
const profile = temporaryFolder('profile');
const workspace = temporaryFolder('workspace');
mkdirSync(profile.path, { recursive: true });
let window: HostWindow | undefined;
const listener = await listenToSuites(async (title) => {
  if (window !== undefined) {
    await keepFailure(title, window);
  }
});
try {
  window = await host.openWindow({
    workspace: workspace.path,
    profile: profile.path,
    extension: projectFolder,
    tests: path.join(bundles, 'suites.cjs'),
    environment: {
      [portVariable]: String(listener.port),
      ...(process.stdout.isTTY && { FORCE_COLOR: '1' }),
    },
  });
  const counts = await Promise.race([listener.counts, tooLate()]);
  leaveCounts(counts);
  console.log(inWords(counts));
  process.exitCode = counts.failed === 0 ? 0 : 1;
} catch (error) {
  if (window !== undefined) {
    await keepFailure('suites in vs code', window);
  }
  throw error;
} finally {
  await host.close();
  listener.close();
}

async function tooLate(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => {
      reject(new Error('The tests in VS Code did not end within 5 minutes.'));
    }, patience.milliseconds).unref();
  });
}
