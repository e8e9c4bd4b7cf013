import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { HumanError } from '../base/errors.ts';
import type { StartJournal, StartProgress } from '../change/startJournal.ts';
import type { GitLocation } from './git.ts';
import { PrivateFolder } from './privateFolder.ts';

/** {@link StartJournal} in our folder of the git folder. */
export class GitFolderStartJournal implements StartJournal {
  readonly #folder: PrivateFolder;

  constructor(location: GitLocation) {
    this.#folder = new PrivateFolder(location);
  }

  async read(): Promise<StartProgress | undefined> {
    const progress = await this.#folder.load('start.json');
    return isStartProgress(progress) ? progress : undefined;
  }

  async write(progress: StartProgress): Promise<void> {
    await this.#folder.store('start.json', progress);
  }

  async clear(): Promise<void> {
    await this.#folder.remove('start.json');
  }

  async readTitle(): Promise<string> {
    const draft = await this.#folder.load('start-draft.json');
    const title = isObject(draft) ? draft['title'] : undefined;
    return typeof title === 'string' ? title : '';
  }

  async writeTitle(title: string): Promise<void> {
    await this.#folder.store('start-draft.json', { title });
  }

  async descriptionFile(): Promise<string> {
    return this.#folder.file('ticket.md');
  }

  async clearDraft(): Promise<void> {
    await this.#folder.remove('start-draft.json');
    await this.#folder.remove('ticket.md');
  }

  async exclusively<T>(work: () => Promise<T>): Promise<T> {
    const lock = await this.#folder.file('start.lock');
    await takeLock(lock);
    try {
      return await work();
    } finally {
      await rm(lock, { force: true });
    }
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
