// Runs the suites of this folder inside a real VS Code, and prints their report as it comes in.
import { type Counts, inWords, leaveCounts } from '../counts.ts';
import { keepFailure } from '../host/failures.ts';
import { projectFolder, temporaryFolder } from '../host/folders.ts';
import { type Host, type HostWindow } from '../host/host.ts';
import { main } from '../host/main.ts';
import { openHost } from '../host/openHost.ts';
import { bundleSuites } from './bundle.ts';
import { listenToSuites } from './listener.ts';
import { portVariable } from './messages.ts';

const patience = { milliseconds: 5 * 60_000 };

await main(async () => {
  const tests = await bundleSuites();
  const host = await openHost();
  console.log(`\n  ${host.name}`);
  try {
    const counts = await runIn(host, tests);
    leaveCounts(counts);
    console.log(inWords(counts));
    process.exitCode = counts.failed === 0 ? 0 : 1;
  } finally {
    await host.close();
  }
});

async function runIn(host: Host, tests: string): Promise<Counts> {
  let window: HostWindow | undefined;
  const keep = async (title: string): Promise<void> => {
    if (window !== undefined) {
      await keepFailure(title, window);
    }
  };
  const listener = await listenToSuites(keep);
  try {
    window = await host.openWindow({
      workspace: temporaryFolder('workspace').path,
      profile: temporaryFolder('profile').path,
      extension: projectFolder,
      tests,
      environment: {
        [portVariable]: String(listener.port),
        ...(process.stdout.isTTY && { FORCE_COLOR: '1' }),
      },
    });
    return await Promise.race([listener.counts, tooLate()]);
  } catch (error) {
    await keep('suites in VS Code');
    throw error;
  } finally {
    listener.close();
  }
}

async function tooLate(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => {
      reject(new Error('The tests in VS Code did not end within 5 minutes.'));
    }, patience.milliseconds).unref();
  });
}
