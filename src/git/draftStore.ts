import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { HumanError, sentenceOf } from '../base/errors.ts';
import type { DraftStore } from '../change/pullRequestDraft.ts';
import { git, type GitLocation } from './git.ts';

/** What stays of a branch's name so that people recognise its folder; file systems stop at 255 bytes. */
const longestName = 60;

/** {@link DraftStore} in the git folder: never committed, and readable by the user only. */
export class GitFolderDraftStore implements DraftStore {
  readonly #location: GitLocation;
  #drafts: Promise<string> | undefined;

  constructor(location: GitLocation) {
    this.#location = location;
  }

  async file(branch: string): Promise<string> {
    this.#drafts ??= this.#folder();
    const folder = path.join(await this.#drafts, folderName(branch));
    // Made anew each time: someone may tidy up in the git folder while the window is open.
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return path.join(folder, 'pull-request.md');
  }

  async read(branch: string): Promise<string | undefined> {
    const file = await this.file(branch);
    try {
      return await readFile(file, 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
        return undefined;
      }
      throw new HumanError(`The draft ${file} could not be read: ${sentenceOf(error)}`, { cause: error });
    }
  }

  async write(branch: string, text: string): Promise<void> {
    const file = await this.file(branch);
    const part = `${file}.${randomUUID()}`;
    try {
      await writeFile(part, text, { mode: 0o600 });
      await rename(part, file);
    } catch (error) {
      throw new HumanError(`The draft ${file} could not be written: ${sentenceOf(error)}`, { cause: error });
    }
  }

  /**
   * Under `common`, which git resolves to the folder that all worktrees share: a branch moves between them, and a
   * worktree that is removed must not take a draft along.
   */
  async #folder(): Promise<string> {
    const answer = await git(this.#location, ['rev-parse', '--git-path', 'common/change-guide/drafts']);
    return path.resolve(this.#location.directory, answer.replace(/\r?\n$/, ''));
  }
}

/**
 * A name that every file system takes, and that no other branch has: a digest tells apart what differs only by case
 * or in characters that are left out.
 */
function folderName(branch: string): string {
  const words = branch
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longestName)
    .replace(/^-+|-+$/g, '');
  const digest = createHash('sha256').update(branch).digest('hex').slice(0, 12);
  return `${words === '' ? 'branch' : words}-${digest}`;
}
