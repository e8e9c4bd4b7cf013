import { randomUUID } from 'node:crypto';
import { copyFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { HumanError } from '../base/errors.ts';
import { codeOf } from '../disk/fileError.ts';
import { takeLock, type Lock } from '../disk/lock.ts';
import { say } from '../base/say.ts';

/** For how long another git may hold the index, and how often it is asked, in milliseconds. */
const patience = 5000;
const pause = 30;
/** For how long git has not written an index that it is done with, in milliseconds. */
const settled = 2000;

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
  const id = randomUUID();
  const copy = copyOf(index, id);
  const lock = await take(index, id);
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
    await lock.release();
  }
}

/** Until nobody holds the index' lock. @throws {HumanError} when that takes too long. */
export async function waitForIndex(index: string): Promise<void> {
  await (await take(index, randomUUID())).release();
}

function copyOf(index: string, id: string): string {
  return `${index}.${id}`;
}

/** Git's own way: who creates the file has the lock. */
async function take(index: string, id: string): Promise<Lock> {
  const file = `${index}.lock`;
  const mend = async (left: string) => mendAfter(left, index);
  try {
    return await patiently(async () => {
      const lock = await takeLock(file, { id, mend });
      if (!lock) {
        throw new Taken();
      }
      return lock;
    }, isTaken);
  } catch (error) {
    if (!isTaken(error)) {
      throw error;
    }
    throw new HumanError(
      say`Another git works in this repository, so nothing was changed. Retry when it is done; if none runs, one was ended too early and left ${file} behind: delete that file.`,
      { cause: error },
    );
  }
}

class Taken extends Error {}

/**
 * Ends the work of a process of ours that was killed: its copy of the index knows what its git did to the files.
 *
 * @returns whether that git is done, as far as can be seen.
 */
async function mendAfter(id: string, index: string): Promise<boolean> {
  const copy = copyOf(index, id);
  const writtenAt = await stat(copy).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );
  if (writtenAt !== undefined && Math.abs(Date.now() - writtenAt) < settled) {
    return false;
  }
  if (writtenAt !== undefined) {
    await rename(copy, index);
  }
  for (const unfinished of [begunCopy(copy), `${copy}.lock`]) {
    await rm(unfinished, { force: true });
  }
  return true;
}

/** The copy is no younger than the index: git looks closer at files that changed later than their index. */
async function copyIndex(index: string, copy: string): Promise<void> {
  const { atime, mtime } = await stat(index);
  // Whole or not at all: who mends after this process must not take half of it for the index.
  await copyFile(index, begunCopy(copy));
  await utimes(begunCopy(copy), atime, mtime);
  await rename(begunCopy(copy), copy);
}

function begunCopy(copy: string): string {
  return `${copy}.begun`;
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
  return error instanceof Taken || isBusy(error) || (error instanceof HumanError && isBusy(error.cause));
}

/** Windows refuses for a moment to touch a file that somebody reads or that is being deleted. */
function isBusy(error: unknown): boolean {
  return process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error) ?? '');
}
