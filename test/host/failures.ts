import { cpSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { failuresFolder } from './folders.ts';
import { type HostWindow } from './host.ts';

/** Keeps what helps to understand a failure: a picture of the window, and VS Code's logs. */
export async function keepFailure(title: string, { page, logs }: HostWindow): Promise<void> {
  const folder = path.join(failuresFolder, fileName(title));
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, 'window.png') }).catch(() => {
    // The window may be what failed. Its logs are there all the same.
  });
  if (existsSync(logs)) {
    cpSync(logs, path.join(folder, 'logs'), { recursive: true });
  }
  console.log(`    kept in ${path.relative(process.cwd(), folder)}`);
}

function fileName(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80);
}
