import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { download } from '@vscode/test-electron';
import { cacheFolder } from '../folders.ts';
import { NoHostError } from '../host.ts';
import { whileLocked } from '../lock.ts';

/** Where desktop versions of VS Code come from, and how long we wait to learn whether it can be reached. */
const releases = 'https://update.code.visualstudio.com/api/releases/stable';
const patience = { milliseconds: 3000 };

/**
 * Finds a desktop VS Code: `VSCODE_PATH`, one that was downloaded before, or one downloaded now.
 * @returns the path of the program, undefined where none can be had
 */
export async function findDesktop(): Promise<string | undefined> {
  const own = process.env['VSCODE_PATH'];
  if (own !== undefined && own !== '') {
    if (!existsSync(own)) {
      throw new NoHostError(`VSCODE_PATH is ${own}, and there is no such file. Correct it, or unset it.`);
    }
    return own;
  }
  const version = testedVersion();
  const cachePath = path.join(cacheFolder(), 'desktop');
  if (!isCached(cachePath, version) && !(await reachable())) {
    return undefined;
  }
  try {
    return await whileLocked(cachePath, async () => {
      mkdirSync(cachePath, { recursive: true });
      // What is there already is taken without asking the network.
      return download({ version, cachePath });
    });
  } catch (error) {
    console.log(`A desktop VS Code could not be downloaded: ${String(error)}`);
    return undefined;
  }
}

/** The VS Code that the web host has, so that both hosts test the same: code-server 4.x.y holds VS Code 1.x.y. */
function testedVersion(): string {
  const file = path.join(import.meta.dirname, '..', 'web', 'package.json');
  const { dependencies } = JSON.parse(readFileSync(file, 'utf8')) as {
    dependencies: { 'code-server': string };
  };
  return dependencies['code-server'].replace(/^4\./, '1.');
}

/** @vscode/test-electron names its folders `vscode-PLATFORM-VERSION`. */
function isCached(cachePath: string, version: string): boolean {
  return existsSync(cachePath) && readdirSync(cachePath).some((name) => name.endsWith(`-${version}`));
}

async function reachable(): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(patience.milliseconds);
    return (await fetch(releases, { method: 'HEAD', signal })).ok;
  } catch {
    return false;
  }
}
