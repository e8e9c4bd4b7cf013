import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { endTree, startOwned } from '../processes.ts';

/** Something that windows can be shown on. */
export interface Display {
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** The display that is there, or one in memory; undefined where a desktop program cannot be shown. */
export async function openDisplay(): Promise<Display | undefined> {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform !== 'linux' || DISPLAY !== undefined || WAYLAND_DISPLAY !== undefined) {
    return { environment: {}, close: async () => Promise.resolve() };
  }
  return isOnPath('Xvfb') ? startXvfb() : undefined;
}

async function startXvfb(): Promise<Display> {
  // It takes a free number for itself, and says which.
  const server = startOwned('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const number = await new Promise<string>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', () => {
      reject(new Error('Xvfb ended at once.'));
    });
    if (server.stdout !== null) {
      createInterface(server.stdout).once('line', resolve);
    }
  });
  return { environment: { DISPLAY: `:${number.trim()}` }, close: async () => endTree(server) };
}

function isOnPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
