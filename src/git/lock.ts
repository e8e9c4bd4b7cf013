import { readFile, rm, stat, writeFile } from 'node:fs/promises';

/**
 * Takes a lock file; false when another process holds it. The file names its holder, so that one which died does not
 * hold it for ever. Who took it removes it.
 */
export async function tryLock(file: string): Promise<boolean> {
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx', mode: 0o600 });
      return true;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') {
        throw error;
      }
    }
    if (await isHeld(file)) {
      return false;
    }
    await rm(file, { force: true });
  }
  return false;
}

async function isHeld(lock: string): Promise<boolean> {
  try {
    const holder = (await readFile(lock, 'utf8')).trim();
    // Between creating the file and writing it there is a moment in which it is empty.
    return holder === '' ? Date.now() - (await stat(lock)).mtimeMs < 10_000 : isAlive(Number(holder));
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) {
    return false;
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process that is there, but not ours.
    return codeOf(error) === 'EPERM';
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
