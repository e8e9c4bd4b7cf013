import { link, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf, notWritten } from './fileError.ts';

/** A lock file that is ours until it is released, or this process ends in whatever way. */
export interface Lock {
  release(): Promise<void>;
}

/** Milliseconds: how often a holder shows that it is there, and how long one that does not is watched. */
const beat = 1000;
const watched = 5000;

/** A process and a UUID. */
const ourMark = /^\d+ ([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/;

/** A lock file that others make as well, in their own way: git's. Theirs is never taken away from them. */
export interface SharedLock {
  /** What this holder calls what it works on while it has the lock: a UUID. */
  readonly id: string;
  /** Cleans up what a holder that died worked on, before its lock is taken away; false when that is still in use. */
  readonly mend: (id: string) => Promise<boolean>;
}

/**
 * Takes a lock file; undefined when another process holds it.
 *
 * The file names its holder, who touches it again and again: one that died holds it no longer, though another process
 * may have its number by now. Whether it is touched is seen by watching, as clocks are set back and forth.
 */
export async function takeLock(file: string, shared?: SharedLock): Promise<Lock | undefined> {
  const mark = `${process.pid} ${shared?.id ?? crypto.randomUUID()}`;
  for (let attempt = 0; attempt < 2; attempt++) {
    if (await create(file, mark)) {
      return held(file, mark);
    }
    const seen = await look(file);
    // None: it was released meanwhile.
    if (seen && !(await takeAwayLeft(file, seen, shared))) {
      return undefined;
    }
  }
  return undefined;
}

/** @returns whether it was left behind, and is gone. */
async function takeAwayLeft(file: string, seen: Look, shared: SharedLock | undefined): Promise<boolean> {
  if (shared) {
    const id = ourMark.exec(seen.mark)?.[1];
    if (id === undefined || !(await isLeftBehind(file, seen)) || !(await shared.mend(id))) {
      return false;
    }
    return removeLeft(file, seen.mark);
  }
  return (await isLeftBehind(file, seen)) && removeLeft(file, seen.mark);
}

async function create(file: string, mark: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(mark);
    } catch (error) {
      // On a full disk there is room for a file, and none for a word in it: it would lock who made room.
      await rm(file, { force: true });
      throw error;
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') {
      return false;
    }
    throw notWritten(file, error);
  }
}

function held(file: string, mark: string): Lock {
  const beating = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => undefined);
  }, beat);
  beating.unref();
  return {
    release: async () => {
      clearInterval(beating);
      // Who was stopped for long may have lost it to another one.
      if ((await look(file))?.mark === mark) {
        // What can't be removed is not touched any more either, so it locks nobody out of ours. Windows refuses while
        // somebody reads it; `recursive` is what makes Node try again.
        await rm(file, { force: true, recursive: true, maxRetries: 5 }).catch(() => undefined);
      }
    },
  };
}

interface Look {
  readonly mark: string;
  readonly touchedAt: number;
}

async function look(file: string): Promise<Look | undefined> {
  try {
    return { mark: await readFile(file, 'utf8'), touchedAt: (await stat(file)).mtimeMs };
  } catch {
    return undefined;
  }
}

async function isLeftBehind(file: string, first: Look): Promise<boolean> {
  // Between creating the file and writing it there is a moment in which it is empty.
  if (first.mark !== '' && !isAlive(Number(first.mark.split(' ', 1)[0]))) {
    return true;
  }
  if (Math.abs(Date.now() - first.touchedAt) < 2 * beat) {
    return false;
  }
  const begun = performance.now();
  while (performance.now() - begun < watched) {
    await sleep(beat / 4);
    const now = await look(file);
    if (now?.mark !== first.mark || now.touchedAt !== first.touchedAt) {
      return false;
    }
  }
  return true;
}

/** Two may find the same lock left behind: only that one is removed, not the one that the other took meanwhile. */
async function removeLeft(file: string, mark: string): Promise<boolean> {
  const aside = `${file}.${crypto.randomUUID()}`;
  try {
    await rename(file, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') {
      return true;
    }
    throw notWritten(file, error);
  }
  const isIt = (await look(aside))?.mark === mark;
  if (!isIt) {
    await link(aside, file).catch(() => undefined);
  }
  await rm(aside, { force: true });
  return isIt;
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
