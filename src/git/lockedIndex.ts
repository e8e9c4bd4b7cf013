import { randomUUID } from 'node:crypto';
import { copyFile, open, rename, rm, stat, utimes } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { HumanError } from '../base/errors.ts';
import { codeOf } from './fileError.ts';
import { say } from '../base/say.ts';

/** For how long another git may hold the index, and how often it is asked, in milliseconds. */
const patience = 5000;
const pause = 30;

/**
 * Holds the lock of a repository's index while git works on a copy of it, and then puts the copy in its place.
 *
 * A git that stashes, or brings a stash back, takes and frees that lock several times. When another one takes it in
 * between, as an editor's `git status` does now and then, it stops halfway: some files changed, others not.
 *
 * @param index absolute path of the index file
 * @param work runs git with this environment
 * @throws {HumanError} when the lock was never free; nothing was done then
 */
export async function withIndexLocked(
  index: string,
  work: (environment: { readonly GIT_INDEX_FILE: string }) => Promise<unknown>,
): Promise<void> {
  const lock = `${index}.lock`;
  const copy = `${index}.${randomUUID()}`;
  await take(lock);
  try {
    await copyIndex(index, copy);
    try {
      await work({ GIT_INDEX_FILE: copy });
    } finally {
      // Also when git failed: the copy knows what it did to the files until then.
      await patiently(async () => rename(copy, index), isBusy);
    }
  } finally {
    await rm(copy, { force: true });
    await rm(lock, { force: true, maxRetries: 5 });
  }
}

/** Git's own way: who creates the file has the lock. */
async function take(lock: string): Promise<void> {
  try {
    const file = await patiently(async () => open(lock, 'wx'), isTaken);
    await file.close();
  } catch (error) {
    if (!isTaken(error)) {
      throw error;
    }
    throw new HumanError(
      say`Another git works in this repository, so nothing was changed. Retry when it is done; if none runs, one was ended too early and left ${lock} behind: delete that file.`,
      { cause: error },
    );
  }
}

/** The copy is no younger than the index: git looks closer at files that changed later than their index. */
async function copyIndex(index: string, copy: string): Promise<void> {
  const { atime, mtime } = await stat(index);
  await copyFile(index, copy);
  await utimes(copy, atime, mtime);
}

async function patiently<T>(attempt: () => Promise<T>, passes: (error: unknown) => boolean): Promise<T> {
  for (const end = performance.now() + patience; ;) {
    try {
      return await attempt();
    } catch (error) {
      if (!passes(error) || performance.now() > end) {
        throw error;
      }
    }
    await sleep(pause);
  }
}

function isTaken(error: unknown): boolean {
  return codeOf(error) === 'EEXIST' || isBusy(error);
}

/** Windows refuses for a moment to touch a file that somebody reads or that is being deleted. */
function isBusy(error: unknown): boolean {
  return process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error) ?? '');
}
