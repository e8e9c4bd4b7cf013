import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { cacheFolder } from '../folders.ts';
import { whileLocked } from '../lock.ts';
import { atExit } from '../processes.ts';
import { nodeBinary, vscodeFolder } from './layout.ts';
import { installPackages } from './packages.ts';

/** VS Code's server and the Node that runs it, on this disk. */
export interface WebInstallation {
  readonly node: string;
  /** `server-main.js`, to be run by `node`. */
  readonly server: string;
  readonly version: string;
}

const files = ['package.json', 'package-lock.json'] as const;

/** Written last: without it, an installation was cut short. */
const marker = '.complete';

const unfinishedInfix = '.unfinished-';
const anHour = { milliseconds: 60 * 60_000 };

/** Installs VS Code's server into the cache, or finds it there, whole. */
export async function webInstallation(): Promise<WebInstallation> {
  const folder = path.join(cacheFolder(), `web-host-${fingerprint()}`);
  const found = check(folder);
  if (found !== undefined) {
    return found;
  }
  // Another run may install it while we wait.
  return whileLocked(folder, async () => check(folder) ?? (await install(folder)));
}

async function install(folder: string): Promise<WebInstallation> {
  removeLeftovers(folder);
  // A folder of its own for each attempt: what a killed run started may still be writing to the one before.
  const unfinished = mkdtempSync(`${folder}${unfinishedInfix}`);
  const remove = (): void => {
    rmSync(unfinished, { recursive: true, force: true, maxRetries: 5 });
  };
  const forget = atExit(remove);
  try {
    for (const file of files) {
      cpSync(path.join(import.meta.dirname, file), path.join(unfinished, file));
    }
    await installPackages(unfinished);
    writeFileSync(path.join(unfinished, marker), `${new Date().toISOString()}\n`);
    rmSync(folder, { recursive: true, force: true });
    renameSync(unfinished, folder);
  } finally {
    forget();
    remove();
  }
  const installation = check(folder);
  if (installation === undefined) {
    throw new Error(`VS Code's server was installed to ${folder}, but it does not start there.`);
  }
  return installation;
}

/** Removes what killed runs left, once nothing can be writing to it any more. */
function removeLeftovers(folder: string): void {
  const parent = path.dirname(folder);
  for (const name of readdirSync(parent)) {
    const leftover = path.join(parent, name);
    if (name.includes(unfinishedInfix) && Date.now() - statSync(leftover).mtimeMs > anHour.milliseconds) {
      rmSync(leftover, { recursive: true, force: true });
    }
  }
}

/** An installation counts when it was finished, its parts are there, and its Node runs. */
function check(folder: string): WebInstallation | undefined {
  const node = nodeBinary(folder);
  const home = vscodeFolder(folder);
  const server = path.join(home, 'out', 'server-main.js');
  if (!existsSync(path.join(folder, marker)) || !existsSync(server) || node === undefined) {
    return undefined;
  }
  try {
    // What it says counts, not that it ends well: an empty file is a shell script that does.
    if (!execFileSync(node, ['--version'], { encoding: 'utf8' }).startsWith('v24.')) {
      return undefined;
    }
    const { version } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) as {
      version: string;
    };
    return { node, server, version };
  } catch {
    return undefined;
  }
}

/** What the installation depends on: it is another one where any of this differs. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(readFileSync(path.join(import.meta.dirname, file)));
  }
  return `${process.platform}-${process.arch}-${hash.digest('hex').slice(0, 16)}`;
}
