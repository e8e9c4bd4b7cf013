// `npm start`: a local GitHub with a sample repository, and a VS Code with the extension for each of five people.
//   npm start -- [--open] [--desktop] [--port NUMBER]
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectFolder, temporaryFolder } from '../host/folders.ts';
import { type WindowOptions } from '../host/host.ts';
import { main } from '../host/main.ts';
import { webInstallation } from '../host/web/installation.ts';
import { serveWindow } from '../host/web/server.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import { installedVSCode, openOnDesktop } from './desktop.ts';
import { demoOptions } from './options.ts';
import { roleNames, seat } from './person.ts';
import { Pipeline } from './pipeline.ts';
import { openInSystemBrowser } from './systemBrowser.ts';

/** Opens a window for a person, and says where it is. */
type Open = (options: WindowOptions, port: number) => Promise<string>;

const anyPort = 0;
const betweenPipelines = 3000;

await main(async () => {
  const { desktop, open, port } = demoOptions(process.argv.slice(2));
  // Before anything else is done: what cannot be had is said at once.
  const openWindow = desktop ? onDesktop(installedVSCode()) : await inBrowser();

  console.log('Building the extension …');
  execFileSync(process.execPath, ['esbuild.js'], { cwd: projectFolder, stdio: 'inherit' });

  console.log('Starting a local GitHub with a sample repository …');
  const folder = temporaryFolder('demo').path;
  const sandbox = await startSandbox({ directory: path.join(folder, 'github'), port: port ?? anyPort });
  const { owner, name } = sandbox.repository;
  console.log(`\n${row('GitHub', '', `${sandbox.url}/${owner}/${name}`)}\n`);

  for (const [index, person] of Object.values(sandbox.people).entries()) {
    const options = await seat(sandbox, folder, person);
    const address = await openWindow(options, port === undefined ? anyPort : port + 1 + index);
    console.log(row(person.name, roleNames[person.role], address));
    if (open && !desktop && person.role === 'developer') {
      openInSystemBrowser(address);
    }
  }
  console.log('\nCtrl-C ends all of it, and removes what it made.');

  const pipeline = new Pipeline(sandbox);
  for (;;) {
    // The people go on without it; what is wrong with it is for whoever started this.
    await pipeline.run().catch(console.error);
    await sleep(betweenPipelines);
  }
});

function onDesktop(program: string): Open {
  return async (options) => {
    openOnDesktop(program, options);
    return Promise.resolve(options.workspace);
  };
}

async function inBrowser(): Promise<Open> {
  const installation = await webInstallation();
  return async (options, port) => (await serveWindow(installation, { ...options, port })).url;
}

function row(who: string, role: string, where: string): string {
  return `  ${who.padEnd(18)}${role.padEnd(18)}${where}`;
}
