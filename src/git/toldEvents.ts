import { createHash } from 'node:crypto';
import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ToldEvents } from '../change/toldEvents.ts';
import { codeOf, notWritten } from '../disk/fileError.ts';
import type { GitLocation } from './git.ts';
import { PrivateFolder } from './privateFolder.ts';

/** By then nobody compares against facts from before the event any more. */
const keptFor = 180 * 24 * 60 * 60 * 1000;

/** {@link ToldEvents} as one empty file an event: that only one window can create it decides who tells. */
export class GitFolderToldEvents implements ToldEvents {
  readonly #folder: PrivateFolder;

  constructor(location: GitLocation) {
    this.#folder = new PrivateFolder(location);
  }

  async claim(event: string): Promise<boolean> {
    const name = createHash('sha256').update(event).digest('hex').slice(0, 32);
    const file = await this.#folder.file(path.join('told', name));
    try {
      await writeFile(file, '', { flag: 'wx', mode: 0o600 });
    } catch (error) {
      if (codeOf(error) === 'EEXIST') {
        return false;
      }
      throw notWritten(file, error);
    }
    await forgetOld(path.dirname(file));
    return true;
  }
}

async function forgetOld(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    // Another window may tidy up at the same time.
    const at = await stat(file).then(
      ({ mtimeMs }) => mtimeMs,
      () => Date.now(),
    );
    if (Date.now() - at > keptFor) {
      await rm(file, { force: true });
    }
  }
}
