// Runs the suites of this folder inside a real VS Code, and prints their report as it comes in.
import { inWords, leaveCounts } from '../counts.ts';
import { keepFailure } from '../host/failures.ts';
import { projectFolder, temporaryFolder } from '../host/folders.ts';
import { type HostWindow } from '../host/host.ts';
import { openHost } from '../host/openHost.ts';
import { bundleSuites } from './bundle.ts';
import { listenToSuites } from './listener.ts';
import { portVariable } from './messages.ts';

const patience = { milliseconds: 5 * 60_000 };

const tests = await bundleSuites();
const host = await openHost();
console.log(`\n  ${host.name}`);
const profile = temporaryFolder('profile');
const workspace = temporaryFolder('workspace');
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
    tests,
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
