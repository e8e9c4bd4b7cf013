import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from '../../host/folders.ts';
import { whileLocked } from '../../host/lock.ts';
import description from './lefthook/package.json' with { type: 'json' };

/**
 * The file that starts the real lefthook with node; it is installed once. Its install script is not run: that would
 * write hooks into this clone.
 */
export async function installedLefthook(): Promise<string> {
  const folder = path.join(cacheFolder(), `lefthook-${description.dependencies.lefthook}`);
  const file = path.join(folder, 'node_modules', 'lefthook', 'bin', 'index.js');
  if (!existsSync(file)) {
    await whileLocked(folder, async () => {
      mkdirSync(folder, { recursive: true });
      cpSync(path.join(import.meta.dirname, 'lefthook', 'package.json'), path.join(folder, 'package.json'));
      const { status, stderr } = spawnSync(
        'npm',
        ['install', '--ignore-scripts', '--no-audit', '--no-fund'],
        {
          cwd: folder,
          encoding: 'utf8',
          shell: process.platform === 'win32',
        },
      );
      if (status !== 0) {
        throw new Error(`lefthook could not be installed:\n${stderr}`);
      }
      return Promise.resolve();
    });
  }
  return file;
}
