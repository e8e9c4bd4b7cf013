// `npm run screenshots`: takes the README's pictures of the real thing, against the local GitHub.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { projectFolder, temporaryFolder } from '../host/folders.ts';
import { installExtension } from '../host/install.ts';
import { openHost } from '../host/openHost.ts';
import { StartChange } from '../person/support/startChange.ts';
import { Workbench } from '../person/support/workbench.ts';
import { startSandbox } from '../sandbox/sandbox.ts';

const pictures = path.join(projectFolder, 'media', 'screenshots');
const folder = temporaryFolder('screenshots');
const sandbox = await startSandbox({ directory: folder.path });
const host = await openHost();
try {
  const workspace = path.join(folder.path, 'payments');
  const profile = path.join(folder.path, 'profile');
  await sandbox.clone(sandbox.people.developer, workspace);
  mkdirSync(pictures, { recursive: true });
  installExtension(profile);
  const settings = { 'github-enterprise.uri': sandbox.url };
  const { page } = await host.openWindow({ workspace, profile, settings, theme: 'dark' });
  await page.setViewportSize({ width: 1100, height: 620 });
  const workbench = new Workbench(page);
  await workbench.openSideBar('Change');
  const startChange = new StartChange(workbench);
  await startChange.run({
    title: 'Limit sign-in attempts',
    description: '## What\n\nAt most five attempts a minute for one account.',
  });
  await startChange.done();
  await page.getByRole('treeitem', { name: 'Step 6' }).waitFor();
  // A tooltip under the mouse hides what it is about.
  await page.mouse.move(700, 300);
  await page.screenshot({ path: path.join(pictures, 'start-change.png') });
} finally {
  await host.close();
  await sandbox.close();
  folder.remove();
}
