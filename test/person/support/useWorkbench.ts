import { keepFailure } from '../../host/failures.ts';
import { temporaryFolder } from '../../host/folders.ts';
import { type Host, type HostWindow, type WindowOptions } from '../../host/host.ts';
import { installExtension } from '../../host/install.ts';
import { openHost } from '../../host/openHost.ts';
import { patience } from './patience.ts';
import { Workbench } from './workbench.ts';

/** What a suite says about its window; it is asked when the suite begins. */
export type SuiteWindow = Omit<WindowOptions, 'profile' | 'extension'> & {
  /** Puts the extension into the profile. Default: {@link installExtension}. */
  readonly install?: (profile: string) => void;
};

const waits = { toInstallAndOpen: 15 * 60_000, forOneStep: 15_000 };

/**
 * Opens one window, with the extension, for all tests of a suite.
 * @returns the workbench, to be called for within a test or a hook
 */
export function useWorkbench(options: () => SuiteWindow | Promise<SuiteWindow>): () => Workbench {
  let host: Host | undefined;
  let window: HostWindow | undefined;
  let workbench: Workbench | undefined;
  const profile = temporaryFolder('profile');

  before('open VS Code', async function () {
    this.timeout(waits.toInstallAndOpen);
    host = await openHost();
    // As people have it. One under development comes with a driver that hides all notifications.
    const { install = installExtension, ...suiteWindow } = await options();
    install(profile.path);
    window = await host.openWindow({ ...suiteWindow, profile: profile.path });
    window.page.setDefaultTimeout(patience(waits.forOneStep));
    workbench = new Workbench(window.page);
  });

  afterEach('keep what failed', async function () {
    if (this.currentTest?.state === 'failed' && window !== undefined) {
      await keepFailure(this.currentTest.fullTitle(), window);
    }
  });

  after('close VS Code', async () => {
    await host?.close();
    profile.remove();
  });

  return () => {
    if (workbench === undefined) {
      throw new Error('The window is open within tests and hooks only.');
    }
    return workbench;
  };
}
