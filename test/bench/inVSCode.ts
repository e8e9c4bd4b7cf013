// What the extension costs in a VS Code, beside another one: `PEER_DIR` names the unpacked folder of GitHub Pull
// Requests, say; without it, beside VS Code's own Git and GitHub. All in one run, in the same VS Code. Prints a
// Markdown table.
//   npm run bench:vscode
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { extensionHost } from '../host/extensionHost.ts';
import { filesIn } from '../host/files.ts';
import { projectFolder, temporaryFolder } from '../host/folders.ts';
import { type Host } from '../host/host.ts';
import { installExtension } from '../host/install.ts';
import { main } from '../host/main.ts';
import { profileFolders } from '../host/profile.ts';
import { openWebHost } from '../host/web/webHost.ts';
import { Workbench } from '../person/support/workbench.ts';
import { startSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { completeChange } from '../unit/support/changes.ts';
import { median } from './median.ts';

const rounds = 3;
const aim = 0.1;
/** Until the extension host has come to rest. */
const settle = { milliseconds: 15_000 };

interface Manifest {
  readonly publisher: string;
  readonly name: string;
  readonly displayName: string;
  readonly version: string;
}

/** One extension to be measured, and how it gets into a profile. */
interface Candidate {
  readonly name: string;
  readonly install: (profile: string) => void;
  readonly bundled: number;
}

/** What one window showed. */
interface Reading {
  /** By the extension's name, in milliseconds, as Show Running Extensions tells it: to load and to call `activate`. */
  readonly activation: ReadonlyMap<string, number>;
  /** Of the extension host, in megabytes. */
  readonly memory: number;
  readonly requests: number;
}

await main(async () => {
  execFileSync(process.execPath, ['esbuild.js'], { cwd: projectFolder });
  const peerFolder = process.env['PEER_DIR'];
  const none: Candidate = { name: 'no extension', install: () => undefined, bundled: 0 };
  const ours: Candidate = {
    name: 'Change Guide',
    install: installExtension,
    bundled: bytesOf(
      path.join(projectFolder, 'dist'),
      /^(extension\.js|prePush\.cjs|parts\/(extension\/|pushGuard).*)$/,
    ),
  };
  const peers = peerFolder === undefined ? [] : [candidateIn(path.resolve(peerFolder))];
  const folder = temporaryFolder('bench');
  const sandbox = await startSandbox({ directory: path.join(folder.path, 'github') });
  const host = await openWebHost();
  try {
    const clone = path.join(folder.path, 'clone');
    await sandbox.clone(sandbox.people.developer, clone);
    await completeChange(sandbox, clone);
    const candidates = [none, ours, ...peers];
    const readings = new Map<string, Reading[]>(candidates.map(({ name }) => [name, []]));
    for (let round = 0; round < rounds; round++) {
      for (const candidate of candidates) {
        const profile = path.join(folder.path, `${round} ${candidate.name}`.replace(/\W+/g, '-'));
        candidate.install(profile);
        readings.get(candidate.name)?.push(await look(host, sandbox, clone, profile));
      }
    }
    console.log(`${host.name}, Node ${process.version}, the median of ${rounds} windows each\n`);
    printTable([ours, ...peers], readings);
  } finally {
    await host.close();
    await sandbox.close();
    folder.remove();
  }
});

function candidateIn(folder: string): Candidate {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
  const { publisher, name, version, displayName } = manifest;
  return {
    name: displayName.startsWith('%') ? name : displayName,
    install: (profile) => {
      const target = path.join(profileFolders(profile).extensions, `${publisher}.${name}-${version}`);
      cpSync(folder, target, { recursive: true });
    },
    bundled: bytesOf(folder, /^(?!node_modules\/).*\.[cm]?js$/),
  };
}

function bytesOf(folder: string, files: RegExp): number {
  return filesIn(folder)
    .filter((file) => files.test(file))
    .reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0);
}

async function look(host: Host, sandbox: Sandbox, workspace: string, profile: string): Promise<Reading> {
  sandbox.requests.clear();
  const window = await host.openWindow({
    workspace,
    profile,
    settings: { 'github-enterprise.uri': sandbox.url },
  });
  try {
    const workbench = new Workbench(window.page);
    // The list of extensions shows the rows that there is room for.
    await window.page.setViewportSize({ width: 1280, height: 2400 });
    await sleep(settle.milliseconds);
    const requests = sandbox.requests.all.filter((each) => each.path.startsWith('/api/')).length;
    const memory = extensionHost()?.memory ?? NaN;
    await workbench.runCommand('Developer: Show Running Extensions');
    const rows = window.page.locator('.runtime-extensions-editor .monaco-list-row');
    await rows.first().waitFor();
    const activation = new Map<string, number>();
    for (const row of await rows.all()) {
      const name = await row.locator('.name').first().innerText();
      const time = /Activation: (\d+)ms/.exec(await row.innerText())?.[1];
      if (time !== undefined) {
        activation.set(name.trim(), Number(time));
      }
    }
    return { activation, memory, requests };
  } finally {
    await window.close();
  }
}

function printTable(
  candidates: readonly Candidate[],
  readings: ReadonlyMap<string, readonly Reading[]>,
): void {
  const of = (name: string) => readings.get(name) ?? [];
  const memoryOf = (name: string) => median(of(name).map(({ memory }) => memory));
  const activationIn = (name: string, extension: string) =>
    median(of(name).map(({ activation }) => activation.get(extension) ?? NaN));
  const without = memoryOf('no extension');
  console.log('| extension | activation | bundles | extension host | requests for a pull request |');
  console.log('| --------- | ---------- | ------- | -------------- | --------------------------- |');
  for (const { name, bundled } of candidates) {
    const requests = median(of(name).map((reading) => reading.requests));
    console.log(
      `| ${name} | ${inMilliseconds(activationIn(name, name))} | ${(bundled / 1000).toFixed(0)} KB | +${(memoryOf(name) - without).toFixed(0)} MB | ${requests} |`,
    );
  }
  for (const name of ['Git', 'GitHub']) {
    console.log(`| VS Code’s own ${name} | ${inMilliseconds(activationIn('Change Guide', name))} | | | |`);
  }
  console.log(`\nThe extension host without either: ${without.toFixed(0)} MB.`);
  const [ours, ...peers] = candidates.map(({ name }) => activationIn(name, name));
  for (const [index, peer] of peers.entries()) {
    const ratio = (ours ?? NaN) / peer;
    const name = candidates[index + 1]?.name ?? '';
    console.log(
      Number.isNaN(ratio)
        ? `${name} was not activated within ${settle.milliseconds / 1000} seconds: there is nothing to compare.`
        : `Aim: at most ${aim} of ${name}’s activation; it is ${ratio.toFixed(2)}.`,
    );
  }
}

function inMilliseconds(time: number): string {
  return Number.isNaN(time) ? '' : `${time.toFixed(0)} ms`;
}
