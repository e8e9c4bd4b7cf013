import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { atExit } from './processes.ts';

/** The clone that this file is in. */
export const projectFolder = path.resolve(import.meta.dirname, '../..');

/** What a failed test leaves behind for people: screenshots and logs. */
export const failuresFolder = path.join(projectFolder, 'out', 'failures');

/**
 * Where what takes long to get is kept, outside the clone, so that all clones share it:
 * `CHANGE_GUIDE_CACHE`, or the platform's own place for such things.
 */
export function cacheFolder(
  environment: NodeJS.ProcessEnv = process.env,
  platform = process.platform,
): string {
  const own = environment['CHANGE_GUIDE_CACHE'];
  if (own !== undefined && own !== '') {
    return path.resolve(own);
  }
  return path.join(platformCache(environment, platform), 'change-guide');
}

function platformCache(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const home = os.homedir();
  switch (platform) {
    case 'win32':
      return environment['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local');
    case 'darwin':
      return path.join(home, 'Library', 'Caches');
    default: {
      const xdg = environment['XDG_CACHE_HOME'];
      // A relative folder is to be ignored, says the XDG specification.
      return xdg !== undefined && path.isAbsolute(xdg) ? xdg : path.join(home, '.cache');
    }
  }
}

/** A folder of its own, outside the clone, that is gone when the process ends. */
export interface TemporaryFolder {
  readonly path: string;
  remove(): void;
}

/**
 * Makes a folder that is removed when this process ends.
 * Its name is short, because VS Code puts sockets below it and their names may have 103 characters on macOS;
 * its path is real, because VS Code gives `vscode` to a module by comparing the module's real path.
 */
export function temporaryFolder(purpose: string): TemporaryFolder {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), `cg-${purpose}-`)));
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const forget = atExit(remove);
  return {
    path: folder,
    remove: () => {
      forget();
      remove();
    },
  };
}

/** Makes sure that a folder is there, and empty. */
export function emptyFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}
