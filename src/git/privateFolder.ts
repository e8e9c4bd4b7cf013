// A push waits for what is read here: Node loads `fs.promises` and its threads when they are first needed, and a
// small file is read sooner without.
import fs from 'node:fs';
import path from 'node:path';
import { notWritten } from '../disk/fileError.ts';
import type { GitLocation } from './git.ts';
import { gitFolder } from './gitFolder.ts';

/** Our own folder in the git folder, one per worktree: never committed, and readable by the user only. */
export class PrivateFolder {
  readonly #location: GitLocation;
  #gitFolder: Promise<string> | undefined;
  /** The write that runs: an earlier one must not come last. */
  #writing: Promise<void> = Promise.resolve();

  constructor(location: GitLocation) {
    this.#location = location;
  }

  /** Absolute path of a file in it. The folder is made anew each time: someone may tidy up in the git folder. */
  async file(name: string): Promise<string> {
    const file = path.join(await this.#home(), name);
    try {
      await fs.promises.mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    } catch (error) {
      throw notWritten(file, error);
    }
    return file;
  }

  /** What `store` put there. A file that is missing, cut off or not ours is as good as none. */
  async load(name: string): Promise<unknown> {
    try {
      return JSON.parse(fs.readFileSync(path.join(await this.#home(), name), 'utf8'));
    } catch {
      return undefined;
    }
  }

  async store(name: string, content: unknown): Promise<void> {
    const earlier = this.#writing;
    const write = async () => {
      await earlier.catch(() => undefined);
      await this.#replace(name, JSON.stringify(content, undefined, 2));
    };
    this.#writing = write();
    return this.#writing;
  }

  async remove(name: string): Promise<void> {
    const file = await this.file(name);
    try {
      await fs.promises.rm(file, { force: true });
    } catch (error) {
      throw notWritten(file, error);
    }
  }

  async #home(): Promise<string> {
    this.#gitFolder ??= gitFolder(this.#location);
    try {
      return path.join(await this.#gitFolder, 'change-guide');
    } catch (error) {
      this.#gitFolder = undefined;
      throw error;
    }
  }

  /** Whole or not at all: a crash in the middle leaves the file as it was. */
  async #replace(name: string, text: string): Promise<void> {
    const file = await this.file(name);
    const draft = `${file}.${crypto.randomUUID()}`;
    try {
      await fs.promises.writeFile(draft, text, { mode: 0o600 });
      await fs.promises.rename(draft, file);
    } catch (error) {
      await fs.promises.rm(draft, { force: true }).catch(() => undefined);
      throw notWritten(file, error);
    }
  }
}
