import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { keepFailure } from '../../host/failures.ts';
import { temporaryFolder } from '../../host/folders.ts';
import { type Host, type HostWindow } from '../../host/host.ts';
import { installExtension } from '../../host/install.ts';
import { openHost } from '../../host/openHost.ts';
import { type Settings } from '../../host/settings.ts';
import { useSandbox } from '../../sandbox/mocha.ts';
import { type PersonRole } from '../../sandbox/people.ts';
import { type Sandbox } from '../../sandbox/sandbox.ts';
import { eventually } from './eventually.ts';
import { patience } from './patience.ts';
import { installPullRequestsExtension } from './pullRequestsExtension.ts';
import { followsSystemColours, Workbench } from './workbench.ts';

/** The five people of the sample, each with a clone and a window of their own on one GitHub. */
export interface Team {
  readonly sandbox: Sandbox;
  /** The window of a person, or another one on the same clone; it is opened when it is first asked for. */
  window(role: PersonRole, which?: 'second'): Promise<Workbench>;
  /** The path of a person's clone. */
  clone(role: PersonRole): string;
  /** An empty folder of its own. */
  folder(name: string): string;
}

const waits = { toInstallAndOpen: 15 * 60_000, toLookAround: 60_000, forOneStep: 20_000 };

/**
 * Gives the tests of a `describe` block a local GitHub and a window for each person who is called for.
 *
 * @param settings of every window.
 * @param others what only some have.
 */
export function useTeam(
  settings: Settings = {},
  others: { readonly withPullRequestsExtension?: PersonRole } = {},
): Team {
  const github = useSandbox();
  const windows = new Map<string, Promise<{ window: HostWindow; workbench: Workbench }>>();
  const profiles = temporaryFolder('profiles');
  let host: Host | undefined;

  before('open VS Code', async function () {
    this.timeout(waits.toInstallAndOpen);
    host = await openHost();
  });

  afterEach('keep what failed', async function () {
    if (this.currentTest?.state !== 'failed') {
      return;
    }
    for (const [name, opening] of windows) {
      // One that did not open was told of already, and is opened anew by the next who asks.
      const opened = await opening.catch(() => undefined);
      if (opened) {
        await keepFailure(`${name}, ${this.currentTest.fullTitle()}`, opened.window);
      } else {
        windows.delete(name);
      }
    }
  });

  after('close VS Code', async () => {
    await host?.close();
    profiles.remove();
  });

  const clone = (role: PersonRole): string => github.folder(`${role}/payments`);

  async function open(role: PersonRole, name: string): Promise<{ window: HostWindow; workbench: Workbench }> {
    if (!host) {
      throw new Error('The windows are open within tests and hooks only.');
    }
    if (!existsSync(clone(role))) {
      await github.sandbox.clone(github.sandbox.people[role], clone(role));
    }
    const profile = `${profiles.path}/${name}`;
    installExtension(profile);
    if (role === others.withPullRequestsExtension) {
      installPullRequestsExtension(profile);
    }
    const window = await host.openWindow({
      workspace: clone(role),
      profile,
      settings: { 'github-enterprise.uri': github.sandbox.url, ...followsSystemColours, ...settings },
    });
    window.page.setDefaultTimeout(patience(waits.forOneStep));
    const workbench = new Workbench(window.page);
    await workbench.openSideBar('Change');
    // Until then the folder is not known to be trusted, and the palette has none of our commands.
    await eventually(async () => {
      assert.match(await workbench.view('Current Change').welcome(), /No change is under way/);
    }, waits.toLookAround);
    return { window, workbench };
  }

  return {
    get sandbox() {
      return github.sandbox;
    },
    window: async (role, which) => {
      const name = which === undefined ? role : `${role}-${which}`;
      const opening = windows.get(name) ?? open(role, name);
      windows.set(name, opening);
      return (await opening).workbench;
    },
    clone,
    folder: (name) => github.folder(name),
  };
}
