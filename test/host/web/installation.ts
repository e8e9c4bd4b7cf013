import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { cachedPackages } from '../cachedPackages.ts';
import { nodeBinary, vscodeFolder } from './layout.ts';
import { installPackages } from './packages.ts';

/** VS Code's server and the Node that runs it, on this disk. */
export interface WebInstallation {
  readonly node: string;
  /** `server-main.js`, to be run by `node`. */
  readonly server: string;
  readonly version: string;
}

/** Installs VS Code's server into the cache, or finds it there, whole. */
export async function webInstallation(): Promise<WebInstallation> {
  return cachedPackages({ name: 'web-host', source: import.meta.dirname, install: installPackages, find });
}

/** An installation counts when its parts are there, and its Node runs. */
function find(folder: string): WebInstallation | undefined {
  const node = nodeBinary(folder);
  const home = vscodeFolder(folder);
  const server = path.join(home, 'out', 'server-main.js');
  if (!existsSync(server) || node === undefined) {
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
