import assert from 'node:assert/strict';
import { keepFailure } from '../../host/failures.ts';
import { temporaryFolder } from '../../host/folders.ts';
import { type Host, type HostWindow } from '../../host/host.ts';
import { installExtension } from '../../host/install.ts';
import { openHost } from '../../host/openHost.ts';
import { useSandbox } from '../../sandbox/mocha.ts';
import { type PersonRole } from '../../sandbox/people.ts';
import { type Sandbox } from '../../sandbox/sandbox.ts';
import { eventually } from './eventually.ts';
import { Workbench } from './workbench.ts';

/** The five people of the sample, each with a clone and a window of their own on one GitHub. */
export interface Team {
  readonly sandbox: Sandbox;
  /** The window of a person; it is opened when it is first asked for. */
  window(role: PersonRole): Promise<Workbench>;
  /** The path of a person's clone. */
  clone(role: PersonRole): string;
  /** An empty folder of its own. */
  folder(name: string): string;
}

const patience = { toInstallAndOpen: 15 * 60_000, forOneStep: 20_000 };

/** Gives the tests of a `describe` block a local GitHub and a window for each person who is called for. */
export function useTeam(): Team {
  const github = useSandbox();
  const windows = new Map<PersonRole, Promise<{ window: HostWindow; workbench: Workbench }>>();
  const profiles = temporaryFolder('profiles');
  let host: Host | undefined;

  before('open VS Code', async function () {
    this.timeout(patience.toInstallAndOpen);
    host = await openHost();
  });

  afterEach('keep what failed', async function () {
    if (this.currentTest?.state !== 'failed') {
      return;
    }
    for (const [role, opening] of windows) {
      const { window } = await opening;
      await keepFailure(`${role}, ${this.currentTest.fullTitle()}`, window);
    }
  });

  after('close VS Code', async () => {
    await host?.close();
    profiles.remove();
  });

  const clone = (role: PersonRole): string => github.folder(`${role}/payments`);

  async function open(role: PersonRole): Promise<{ window: HostWindow; workbench: Workbench }> {
    if (!host) {
      throw new Error('The windows are open within tests and hooks only.');
    }
    await github.sandbox.clone(github.sandbox.people[role], clone(role));
    const profile = `${profiles.path}/${role}`;
    installExtension(profile);
    const window = await host.openWindow({
      workspace: clone(role),
      profile,
      settings: { 'github-enterprise.uri': github.sandbox.url },
    });
    window.page.setDefaultTimeout(patience.forOneStep);
    const workbench = new Workbench(window.page);
    await workbench.openSideBar('Change');
    // Until then the folder is not known to be trusted, and the palette has none of our commands.
    await eventually(async () => {
      assert.match(await workbench.view('Current Change').welcome(), /No change is under way/);
    });
    return { window, workbench };
  }

  return {
    get sandbox() {
      return github.sandbox;
    },
    window: async (role) => {
      const opening = windows.get(role) ?? open(role);
      windows.set(role, opening);
      return (await opening).workbench;
    },
    clone,
    folder: (name) => github.folder(name),
  };
}
