import { readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { HumanError } from '../base/errors.ts';

/**
 * Holds a file that says which process works here, until what is returned is called. One that was left by a process
 * that is no more counts for nothing.
 */
export async function holdFile(file: string): Promise<() => Promise<void>> {
  for (;;) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx' });
      return async () => {
        await rm(file, { force: true });
        // Its folder was made for it, unless there is more in it.
        await rmdir(path.dirname(file)).catch(() => undefined);
      };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
        throw error;
      }
    }
    const holder = Number(await readFile(file, 'utf8').catch(() => ''));
    if (isAlive(holder)) {
      throw new HumanError(
        `Another audit (process ${holder}) is writing there now. Wait for it, or name another folder.`,
      );
    }
    await rm(file, { force: true });
  }
}

function isAlive(id: number): boolean {
  if (!Number.isInteger(id) || id <= 0 || id === process.pid) {
    return false;
  }
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // It is there, and someone else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
