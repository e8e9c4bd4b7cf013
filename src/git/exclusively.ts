import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { HumanError } from '../base/errors.ts';
import type { Exclusively } from '../change/exclusively.ts';
import { notWritten } from '../disk/fileError.ts';
import { git, type GitLocation } from './git.ts';
import { takeLock, type Lock } from '../disk/lock.ts';
import { say } from '../base/say.ts';

/** How many milliseconds another window may take for one piece of work, and how often it is looked at. */
const patience = { total: 60_000, between: 100 };

/** {@link Exclusively} by lock files in the folder that all worktrees of a clone share. */
export function exclusivelyIn(location: GitLocation): Exclusively {
  return async (name, work) => {
    const answer = await git(location, ['rev-parse', '--git-path', 'common/change-guide/locks']);
    const folder = path.resolve(location.directory, answer.replace(/\r?\n$/, ''));
    const lock = await patiently(path.join(folder, `${name}.lock`));
    try {
      return await work();
    } finally {
      await lock.release();
    }
  };
}

async function patiently(file: string): Promise<Lock> {
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  } catch (error) {
    throw notWritten(file, error);
  }
  // Not the time of day, which may be set meanwhile.
  for (const end = performance.now() + patience.total; ;) {
    const lock = await takeLock(file);
    if (lock) {
      return lock;
    }
    if (performance.now() > end) {
      throw new HumanError(
        say`Another window of this clone is at the same work and does not come to its end. Nothing was sent. Close it, then retry.`,
      );
    }
    await sleep(patience.between);
  }
}
