// `npm run screenshots`: takes pictures of the real thing against the local GitHub: every state of the Change view in
// each kind of theme into `out/screenshots`, for looking at, and the README's into `media/screenshots`.
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { projectFolder, temporaryFolder } from '../host/folders.ts';
import { openHost } from '../host/openHost.ts';
import { type Theme } from '../host/settings.ts';
import { StartChange } from '../person/support/startChange.ts';
import { takePicture, Workbench } from '../person/support/workbench.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import { seat } from './person.ts';
import { goThroughStates, type Stage } from './states.ts';

const themes: readonly Theme[] = ['light', 'high-contrast', 'high-contrast-light', 'dark'];
/** By the README: the file's name, and the picture that it is. */
const chosen: Readonly<Record<string, string>> = {
  'start-change': 'started-dark',
  'change-view': 'security-dark',
  'ready-to-merge': 'ready-light',
};

const pictures = path.join(projectFolder, 'media', 'screenshots');
const folder = temporaryFolder('screenshots');
const sandbox = await startSandbox({ directory: folder.path });
const host = await openHost();
try {
  const options = await seat(sandbox, folder.path, sandbox.people.developer);
  const { page } = await host.openWindow({ ...options, theme: 'dark' });
  await page.setViewportSize({ width: 1100, height: 700 });
  const workbench = new Workbench(page);
  await workbench.openSideBar('Change');
  // As wide as people make it who read in it: the README is not to show how a line is cut off.
  await page.mouse.move(350, 350);
  await page.mouse.down();
  await page.mouse.move(500, 350, { steps: 5 });
  await page.mouse.up();
  const stage: Stage = {
    workbench,
    sandbox,
    startChange: new StartChange(workbench),
    workspace: options.workspace,
    show: async (name) => {
      for (const theme of themes) {
        await workbench.useTheme(theme);
        // A tooltip under the mouse hides what it is about.
        await page.mouse.move(900, 300);
        await takePicture(workbench.page, `${name}-${theme}`);
      }
    },
  };
  await goThroughStates(stage);
  mkdirSync(pictures, { recursive: true });
  for (const [name, picture] of Object.entries(chosen)) {
    copyFileSync(
      path.join(projectFolder, 'out', 'screenshots', `${picture}.png`),
      path.join(pictures, `${name}.png`),
    );
  }
} finally {
  await host.close();
  await sandbox.close();
  folder.remove();
}
