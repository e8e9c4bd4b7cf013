import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { HumanError } from '../base/errors.ts';
import type { StartJournal, StartProgress } from '../change/startJournal.ts';
import type { GitLocation } from './git.ts';
import { gitFolder } from './gitFolder.ts';

/** {@link StartJournal} in the git folder, one per worktree: never committed, and readable by the user only. */
export class GitFolderStartJournal implements StartJournal {
  readonly #location: GitLocation;
  #folder: Promise<string> | undefined;
  /** The write that runs: a title is kept at each key, and an earlier one must not come last. */
  #writing: Promise<void> = Promise.resolve();

  constructor(location: GitLocation) {
    this.#location = location;
  }

  async read(): Promise<StartProgress | undefined> {
    const progress = await this.#load('start.json');
    return isStartProgress(progress) ? progress : undefined;
  }

  async write(progress: StartProgress): Promise<void> {
    await this.#store('start.json', progress);
  }

  async clear(): Promise<void> {
    await rm(await this.#file('start.json'), { force: true });
  }

  async readTitle(): Promise<string> {
    const draft = await this.#load('start-draft.json');
    const title = isObject(draft) ? draft['title'] : undefined;
    return typeof title === 'string' ? title : '';
  }

  async writeTitle(title: string): Promise<void> {
    await this.#store('start-draft.json', { title });
  }

  async descriptionFile(): Promise<string> {
    return this.#file('ticket.md');
  }

  async clearDraft(): Promise<void> {
    await rm(await this.#file('start-draft.json'), { force: true });
    await rm(await this.#file('ticket.md'), { force: true });
  }

  async exclusively<T>(work: () => Promise<T>): Promise<T> {
    const lock = await this.#file('start.lock');
    await takeLock(lock);
    try {
      return await work();
    } finally {
      await rm(lock, { force: true });
    }
  }

  /** Made anew each time: someone may tidy up in the git folder while the window is open. */
  async #file(name: string): Promise<string> {
    this.#folder ??= gitFolder(this.#location);
    const folder = path.join(await this.#folder, 'change-guide');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return path.join(folder, name);
  }

  /** A file that is missing, cut off or not ours is as good as none. */
  async #load(name: string): Promise<unknown> {
    try {
      return JSON.parse(await readFile(await this.#file(name), 'utf8'));
    } catch {
      return undefined;
    }
  }

  async #store(name: string, content: unknown): Promise<void> {
    const earlier = this.#writing;
    const write = async () => {
      await earlier.catch(() => undefined);
      await this.#replace(name, JSON.stringify(content, undefined, 2));
    };
    this.#writing = write();
    return this.#writing;
  }

  /** Whole or not at all: a crash in the middle leaves the file as it was. */
  async #replace(name: string, text: string): Promise<void> {
    const file = await this.#file(name);
    const draft = `${file}.${randomUUID()}`;
    await writeFile(draft, text, { mode: 0o600 });
    await rename(draft, file);
  }
}

/** The lock names the process that holds it, so that one which died does not hold it for ever. */
async function takeLock(file: string): Promise<void> {
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx', mode: 0o600 });
      return;
    } catch (error) {
      if (!isObject(error) || error['code'] !== 'EEXIST') {
        throw error;
      }
    }
    if (await isHeld(file)) {
      break;
    }
    await rm(file, { force: true });
  }
  throw new HumanError(
    'A change is being started in this clone by another window. Wait until it is done, then try again.',
  );
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
    return isObject(error) && error['code'] === 'EPERM';
  }
}

function isStartProgress(value: unknown): value is StartProgress {
  return isObject(value) && value['schema'] === 'start-change/1' && isObject(value['plan']);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
