import { HumanError } from '../base/errors.ts';
import type { StartJournal, StartProgress } from '../change/startJournal.ts';
import type { GitLocation } from './git.ts';
import { takeLock } from '../disk/lock.ts';
import { PrivateFolder } from './privateFolder.ts';
import { say } from '../base/say.ts';

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
    const lock = await takeLock(await this.#folder.file('start.lock'));
    if (!lock) {
      throw new HumanError(
        say`A change is being started in this clone by another window. Wait until it is done, then try again.`,
      );
    }
    try {
      return await work();
    } finally {
      await lock.release();
    }
  }
}

function isStartProgress(value: unknown): value is StartProgress {
  return isObject(value) && value['schema'] === 'start-change/1' && isObject(value['plan']);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
