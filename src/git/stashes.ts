import { access } from 'node:fs/promises';
import path from 'node:path';
import { HumanError } from '../base/errors.ts';
import { PartlyUnstashed } from '../change/workingCopy.ts';
import type { GitRun } from './git.ts';
import { GitError } from './gitError.ts';
import { waitForIndex, withIndexLocked } from './lockedIndex.ts';
import { say } from '../base/say.ts';

type Git = (args: readonly [string, ...string[]], run?: GitRun) => Promise<string>;

/** Puts uncommitted changes aside and brings them back, whole or not at all, whatever else git does meanwhile. */
export class Stashes {
  readonly #root: string;
  readonly #git: Git;

  constructor(root: string, git: Git) {
    this.#root = root;
    this.#git = git;
  }

  /** @returns the stash's commit. */
  async push(message: string): Promise<string> {
    const made = (await this.#list()).find(({ subject }) => subject.endsWith(`: ${message}`));
    if (made && (await this.#status()) === '') {
      return made.sha;
    }
    await this.#alone(['stash', 'push', '--include-untracked', '--message', message]);
    return (await this.#git(['rev-parse', '--verify', 'refs/stash'])).trim();
  }

  /** @throws {PartlyUnstashed} when it does not all fit; any other error means that nothing was changed. */
  async pop(stash: string): Promise<void> {
    if ((await this.#placeOf(stash)) < 0) {
      throw new HumanError(say`The stash is no longer there. It may have been applied or dropped elsewhere.`);
    }
    await this.#refuseToOverwrite(stash);
    const before = await this.#status();
    try {
      await this.#alone(['stash', 'apply', '--index', stash]);
    } catch (error) {
      throw (await this.#status()) === before ? error : await this.#partly(error);
    }
    // A stash that can't be dropped stays as a copy of what is back: no reason to call it a failure.
    await this.#git(['stash', 'drop', `stash@{${await this.#placeOf(stash)}}`]).catch(() => undefined);
  }

  /** Does again what failed because the index was locked, by a git that ends or by a process of ours that died. */
  async onceIndexIsFree(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof GitError && error.stderr.includes('index.lock'))) {
        throw error;
      }
      await waitForIndex(await this.#index());
      await work();
    }
  }

  async #alone(args: readonly [string, ...string[]]): Promise<void> {
    await withIndexLocked(await this.#index(), async (environment) => this.#git(args, { environment }));
  }

  async #index(): Promise<string> {
    return path.resolve(this.#root, (await this.#git(['rev-parse', '--git-path', 'index'])).trimEnd());
  }

  /** Git would bring back the changes, and only then find that it can't bring back the untracked files. */
  async #refuseToOverwrite(stash: string): Promise<void> {
    const untracked = await this.#git(['rev-parse', '--verify', '--quiet', `${stash}^3`]).catch(() => '');
    if (untracked === '') {
      return;
    }
    const files = await this.#git(['ls-tree', '-r', '-z', '--full-tree', '--name-only', untracked.trim()]);
    for (const file of files.split('\0').filter((name) => name !== '')) {
      if (await exists(path.join(this.#root, file))) {
        throw new HumanError(
          say`A file “${file}” is there by now, and the stash has one too. Rename or delete it, then retry.`,
        );
      }
    }
  }

  async #partly(error: unknown): Promise<PartlyUnstashed> {
    const conflicts = await this.#git(['diff', '--name-only', '--diff-filter=U', '-z']);
    const files = conflicts.split('\0').filter((name) => name !== '');
    return new PartlyUnstashed(files, { cause: error });
  }

  async #status(): Promise<string> {
    return this.#git(['status', '--porcelain=v1', '-z', '--untracked-files=all']);
  }

  async #placeOf(stash: string): Promise<number> {
    return (await this.#list()).findIndex(({ sha }) => sha === stash);
  }

  async #list(): Promise<readonly { sha: string; subject: string }[]> {
    const output = await this.#git([
      'log',
      '--walk-reflogs',
      '-z',
      '--format=%H %gs',
      'refs/stash',
      '--',
    ]).catch(() => '');
    return output.split('\0').flatMap((entry) => {
      const at = entry.indexOf(' ');
      return at < 0 ? [] : [{ sha: entry.slice(0, at), subject: entry.slice(at + 1) }];
    });
  }
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
