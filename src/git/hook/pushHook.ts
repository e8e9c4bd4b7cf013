import { access, mkdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { HumanError, sentenceOf } from '../../base/errors.ts';
import type { PushHook, PushHookState } from '../../change/pushHook.ts';
import { git, GitError, type GitLocation } from '../git.ts';
import { codeFile, Launcher } from './launcher.ts';
import { hookOwner, type HookFolders, type HookOwner } from './owners.ts';
import {
  chainingHookText,
  hookText,
  keptHook,
  madeFolderMark,
  ownMark,
  sharedLine,
  starterText,
} from './scripts.ts';

const section = 'hook.change-guide';

/** Where other tools put a hook of ours when they come later: pre-commit, which runs it, and lefthook, which does not. */
const places = ['pre-push', 'pre-push.legacy', 'pre-push.old'];

/** {@link PushHook} by git's configuration where git can do that, else by files. */
export class GitPushHook implements PushHook {
  readonly #location: GitLocation;
  readonly #guard: string;
  readonly #sharedLauncher: string | undefined;

  /**
   * @param guard absolute path of the bundled push guard
   * @param sharedLauncher where the launcher of all clones is, for a guard that moves; else the clone has its own
   */
  constructor(location: GitLocation, guard: string, sharedLauncher?: string) {
    this.#location = location;
    this.#guard = guard;
    this.#sharedLauncher = sharedLauncher;
  }

  async state(): Promise<PushHookState> {
    return (
      (await this.#configured()) ?? stateOf(await hookOwner(await this.#folders()), await this.#starter())
    );
  }

  async install(): Promise<PushHookState> {
    const starter = await this.#starter();
    await mkdir(path.dirname(starter), { recursive: true, mode: 0o700 });
    const launcher = new Launcher(this.#sharedLauncher ?? besides(starter, 'launch'), this.#guard);
    await launcher.write();
    await writeFile(starter, starterText(launcher.file), { mode: 0o755 });
    const folders = await this.#folders();
    const owner = await hookOwner(folders);
    if (owner.kind !== 'ours' && hasConfiguredHooks(await git(this.#location, ['--version']))) {
      await this.#configure();
    } else if (owner.kind === 'free') {
      await writeHook(owner);
    }
    return this.state();
  }

  async uninstall(): Promise<PushHookState> {
    if (await this.#configured()) {
      await git(this.#location, ['config', '--local', '--remove-section', section]);
    }
    const { own } = await this.#folders();
    for (const place of places) {
      await takeBack(path.join(own, place));
    }
    const starter = await this.#starter();
    await rm(starter, { force: true });
    for (const made of ['launch', codeFile]) {
      await rm(besides(starter, made), { force: true });
    }
    return this.state();
  }

  async #configure(): Promise<void> {
    await git(this.#location, ['config', '--local', `${section}.event`, 'pre-push']);
    // git puts the hook's arguments behind it.
    await git(this.#location, ['config', '--local', `${section}.command`, sharedLine('')]);
  }

  async #configured(): Promise<PushHookState | undefined> {
    try {
      await git(this.#location, ['config', '--local', '--get', `${section}.command`]);
      return { kind: 'on', by: 'configuration', where: section };
    } catch (error) {
      if (error instanceof GitError && error.stderr.trim() === '') {
        return undefined;
      }
      throw error;
    }
  }

  /** In the folder that all worktrees share, as the hooks are. */
  async #starter(): Promise<string> {
    return path.join(await this.#commonFolder(), 'change-guide', 'pre-push');
  }

  async #commonFolder(): Promise<string> {
    const root = await this.#root();
    const answer = await git({ ...this.#location, directory: root }, ['rev-parse', '--git-common-dir']);
    return path.resolve(root, withoutLineEnd(answer));
  }

  async #folders(): Promise<HookFolders> {
    const root = await this.#root();
    // Hooks run in the top folder: a relative `core.hooksPath` starts there, wherever one asks.
    const used = await git({ ...this.#location, directory: root }, ['rev-parse', '--git-path', 'hooks']);
    return {
      root,
      used: path.resolve(root, withoutLineEnd(used)),
      own: path.join(await this.#commonFolder(), 'hooks'),
    };
  }

  async #root(): Promise<string> {
    return path.resolve(withoutLineEnd(await git(this.#location, ['rev-parse', '--show-toplevel'])));
  }
}

/** Git 2.54 was the first to run hooks that the configuration names. */
export function hasConfiguredHooks(version: string): boolean {
  const [, major, minor] = /(\d+)\.(\d+)/.exec(version) ?? [];
  return Number(major) > 2 || (Number(major) === 2 && Number(minor) >= 54);
}

async function stateOf(owner: HookOwner, starter: string): Promise<PushHookState> {
  const isReady = await exists(starter);
  switch (owner.kind) {
    case 'free':
      return { kind: 'off' };
    case 'ours':
      return isReady
        ? { kind: 'on', by: 'file', where: owner.file, ...(owner.keeps && { before: besides(owner.file) }) }
        : { kind: 'off' };
    case 'managed': {
      const { file, lines } = owner;
      if (!isReady) {
        return { kind: 'off' };
      }
      return owner.isTold
        ? { kind: 'on', by: 'hand', where: file }
        : { kind: 'by-hand', owner: owner.owner, file, lines };
    }
  }
}

async function writeHook({ file, keep }: Extract<HookOwner, { kind: 'free' }>): Promise<void> {
  const madeFolder = (await mkdir(path.dirname(file), { recursive: true })) !== undefined;
  if (keep === undefined) {
    await writeFile(file, hookText({ madeFolder }), { mode: 0o755 });
    return;
  }
  if (await exists(besides(file))) {
    throw new HumanError(
      `The hook ${keep} was left as it is: ${besides(file)} is there already, from an earlier time. Look at both, and remove the one that is not needed.`,
    );
  }
  await rename(keep, besides(file));
  try {
    await writeFile(file, chainingHookText(), { mode: 0o755 });
  } catch (error) {
    await rename(besides(file), keep);
    throw new HumanError(`The hook ${keep} was left as it is: ${sentenceOf(error)}`, { cause: error });
  }
}

/** Removes a hook of ours, and puts back the one that was there. */
async function takeBack(file: string): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => '');
  if (!text.includes(ownMark)) {
    return;
  }
  if (text.includes(keptHook) && (await exists(besides(file)))) {
    await rename(besides(file), file);
    return;
  }
  await rm(file);
  if (text.includes(madeFolderMark)) {
    // Someone else's hooks may be in it by now.
    await rmdir(path.dirname(file)).catch(() => undefined);
  }
}

function besides(file: string, name = keptHook): string {
  return path.join(path.dirname(file), name);
}

function withoutLineEnd(text: string): string {
  return text.replace(/\r?\n$/, '');
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
