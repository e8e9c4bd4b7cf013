import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import { HumanError } from '../base/errors.ts';
import type { ChangedFile, Commit } from '../procedure/changeRecord.ts';
import type { Remote } from '../change/hosts.ts';
import { settledVariable, type SettledPoint } from '../change/push.ts';
import type {
  BranchNames,
  NewFile,
  PushTarget,
  WorkingCopy,
  WorkingCopyState,
} from '../change/workingCopy.ts';
import { changeDigest } from './changeDigest.ts';
import { gitAtRemote } from './gitAtRemote.ts';
import { cleanMerges, commitsOver, fetchCommits } from './history.ts';
import { commitFiles } from './commitFiles.ts';
import { changedFilesFrom, pathsOf } from './listings.ts';
import { withoutSshAlias } from './sshAlias.ts';
import { git, GitError, type GitLocation, type GitRun } from './git.ts';
import { Stashes } from './stashes.ts';
import { say } from '../base/say.ts';

/** {@link WorkingCopy} on git itself, by way of simple-git. */
export class GitWorkingCopy implements WorkingCopy {
  readonly root: string;
  readonly #location: GitLocation;
  readonly #git: (args: readonly [string, ...string[]], run?: GitRun) => Promise<string>;
  readonly #gitAt: (
    remote: string,
    args: readonly [string, ...string[]],
    signal: AbortSignal,
    environment?: Readonly<Record<string, string>>,
  ) => Promise<string>;
  readonly #stashes: Stashes;

  constructor(location: GitLocation) {
    this.root = location.directory;
    this.#location = location;
    this.#git = async (args, run) => git(location, args, run);
    this.#gitAt = async (remote, args, signal, environment) =>
      gitAtRemote(location, remote, args, signal, environment);
    this.#stashes = new Stashes(this.root, this.#git);
  }

  async state(): Promise<WorkingCopyState> {
    const [head, unfinished, status] = await Promise.all([
      this.head(),
      this.#unfinished(),
      this.#git(['status', '--porcelain=v1', '-z', '--untracked-files=normal']),
    ]);
    return { head, unfinished, uncommitted: pathsOf(status) };
  }

  async head(): Promise<WorkingCopyState['head']> {
    try {
      const found = await this.#git(['rev-parse', 'HEAD^{commit}', '--symbolic-full-name', 'HEAD']);
      const [sha = '', ref = ''] = found.trimEnd().split('\n');
      return ref === 'HEAD' ? { kind: 'detached', sha } : { kind: 'branch', name: branchIn(ref), sha };
    } catch (error) {
      if (!(error instanceof GitError)) {
        throw error;
      }
      // A branch that has no commit yet, or a trouble, of which git then tells here.
      const sha = await this.#tryGit(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
      if (sha !== undefined) {
        throw error;
      }
      return { kind: 'unborn', name: branchIn((await this.#git(['symbolic-ref', 'HEAD'])).trimEnd()) };
    }
  }

  async #unfinished(): Promise<WorkingCopyState['unfinished']> {
    const marks = [
      ['rebase', 'rebase-merge'],
      ['rebase', 'rebase-apply'],
      ['merge', 'MERGE_HEAD'],
      ['cherry-pick', 'CHERRY_PICK_HEAD'],
      ['revert', 'REVERT_HEAD'],
      ['bisect', 'BISECT_LOG'],
    ] as const;
    const output = await this.#git(['rev-parse', ...marks.flatMap(([, file]) => ['--git-path', file])]);
    const files = output.trimEnd().split('\n');
    for (const [index, [operation]] of marks.entries()) {
      if (await exists(path.resolve(this.root, files[index] ?? ''))) {
        return operation;
      }
    }
    return undefined;
  }

  async remotes(): Promise<readonly Remote[]> {
    const output = await this.#git(['remote', '--verbose']);
    const remotes = output
      .split('\n')
      .map((line) => /^(\S+)\t(.+) \(fetch\)(?: \[.*\])?$/.exec(line))
      .flatMap((match) =>
        match?.[1] !== undefined && match[2] !== undefined ? [{ name: match[1], url: match[2] }] : [],
      );
    return Promise.all(remotes.map(async ({ name, url }) => ({ name, url: await withoutSshAlias(url) })));
  }

  async fetchBranch(remote: string, branch: string, signal: AbortSignal): Promise<string> {
    const tracking = `refs/remotes/${remote}/${branch}`;
    const refspec = `+refs/heads/${branch}:${tracking}`;
    await this.#gitAt(remote, ['fetch', '--no-tags', '--progress', '--', remote, refspec], signal);
    return (await this.#git(['rev-parse', '--verify', `${tracking}^{commit}`])).trim();
  }

  async mergeBase(one: string, other: string): Promise<string> {
    return (await this.#git(['merge-base', checked(one), checked(other)])).trim();
  }

  async isContained(branch: string, commit: string): Promise<boolean | undefined> {
    const sha = await this.#tryGit(['rev-parse', '--verify', '--quiet', `refs/heads/${branch}^{commit}`]);
    if (sha === undefined) {
      return undefined;
    }
    const only = await this.#git(['rev-list', '--max-count=1', sha, `^${checked(commit)}`, '--']);
    return only.trim() === '';
  }

  async deleteBranch(branch: string): Promise<void> {
    await this.#git(['branch', '--delete', '--force', '--', branch]);
  }

  async branchNames(remote: string, signal: AbortSignal): Promise<BranchNames> {
    const [local, there] = await Promise.all([
      this.#git(['for-each-ref', '--format=%(refname)', 'refs/heads'], { signal }),
      this.#gitAt(remote, ['ls-remote', '--heads', '--', remote], signal),
    ]);
    const names = (refs: string) =>
      refs.split('\n').flatMap((line) => /refs\/heads\/(.+)$/.exec(line)?.[1] ?? []);
    return { local: names(local), remote: names(there) };
  }

  async readFile(commit: string, file: string): Promise<string | undefined> {
    const there = await this.#git(['ls-tree', '--name-only', '--full-tree', '-z', commit, '--', file]);
    return there === '' ? undefined : this.#git(['cat-file', 'blob', `${commit}:${file}`]);
  }

  async listFolder(commit: string, folder: string): Promise<readonly string[]> {
    const paths = folder === '' ? [] : [`${folder}/`];
    const listing = await this.#git(['ls-tree', '--name-only', '--full-tree', '-z', commit, '--', ...paths]);
    return listing
      .split('\0')
      .filter((name) => name !== '')
      .map((name) => name.slice(name.lastIndexOf('/') + 1));
  }

  async subjects(base: string, commit: string): Promise<readonly string[]> {
    const range = `${base}..${commit}`;
    const log = await this.#git([
      'log',
      '--reverse',
      '--no-merges',
      '-z',
      '--format=%s',
      '--end-of-options',
      range,
      '--',
    ]);
    return log.split('\0').filter((subject) => subject !== '');
  }

  async changedFiles(base: string, commit: string): Promise<readonly ChangedFile[]> {
    return changedFilesFrom(
      await this.#git([
        'diff',
        '--name-status',
        '--find-renames',
        '--no-ext-diff',
        '-z',
        `${base}...${commit}`,
        '--',
      ]),
    );
  }

  async createBranch(name: string, commit: string): Promise<void> {
    const ref = `refs/heads/${name}`;
    const existing = await this.#tryGit(['rev-parse', '--verify', '--quiet', ref]);
    if (existing === undefined) {
      // Forty zeros: only if the ref does not exist. update-ref takes the name as it is, whatever it starts with.
      await this.#git([
        'update-ref',
        '-m',
        'branch: Created by Change Guide',
        ref,
        commit,
        '0'.repeat(commit.length),
      ]);
    } else if (existing !== commit) {
      throw new HumanError(
        say`The branch “${name}” exists already, at another commit. It was left as it is.`,
      );
    }
  }

  async checkOut(branch: string): Promise<void> {
    if (branch.startsWith('-')) {
      throw new HumanError(
        say`Git would take “${branch}” for an option. Check it out by hand, or rename it.`,
      );
    }
    const checkOut = async () => this.#git(['checkout', '--no-guess', '--no-overwrite-ignore', branch, '--']);
    try {
      await this.#stashes.onceIndexIsFree(checkOut);
    } catch (error) {
      if (error instanceof GitError && error.stderr.includes('would be overwritten by checkout')) {
        throw new HumanError(
          say`Your uncommitted changes touch files that differ on “${branch}”, so git did not check it out. Commit or stash them, then retry.`,
          { cause: error },
        );
      }
      throw error;
    }
  }

  async commitFiles(files: readonly NewFile[], message: string): Promise<void> {
    await commitFiles(this.#location, files, message);
  }

  async push(
    remote: string,
    branch: string,
    signal: AbortSignal,
    settled: readonly SettledPoint[] = [],
  ): Promise<void> {
    const ref = `refs/heads/${branch}`;
    await this.#gitAt(
      remote,
      ['push', '--progress', '--set-upstream', '--', remote, `${ref}:${ref}`],
      signal,
      { [settledVariable]: settled.join(',') },
    );
  }

  async stash(message: string): Promise<string> {
    return this.#stashes.push(message);
  }

  async unstash(stash: string): Promise<void> {
    await this.#stashes.pop(stash);
  }

  async rememberTicket(branch: string, ticket: string): Promise<void> {
    await this.#git(['config', '--local', '--replace-all', ticketSetting(branch), ticket]);
  }

  async ticketOf(branch: string): Promise<string | undefined> {
    return this.#tryGit(['config', '--local', '--get', ticketSetting(branch)]);
  }

  async rememberRepository(remote: string, words: string): Promise<void> {
    await this.#git(['config', '--local', '--replace-all', repositorySetting(remote), words]);
  }

  async repositoryBehind(remote: string): Promise<string | undefined> {
    return this.#tryGit(['config', '--local', '--get', repositorySetting(remote)]);
  }

  async pushTarget(branch: string): Promise<PushTarget | undefined> {
    const format = '%(push:remotename)%00%(push:remoteref)%00%(upstream:remotename)%00%(upstream:remoteref)';
    const listing = await this.#git(['for-each-ref', `--format=${format}`, `refs/heads/${branch}`]);
    // A pattern without a wildcard also matches what is below it, which can't be there beside the branch itself.
    const [pushRemote = '', pushRef = '', remote = '', ref = ''] = (listing.split('\n', 1)[0] ?? '').split(
      '\0',
    );
    const name = pushRemote === '' ? remote : pushRemote;
    if (name === '' || name === '.') {
      return undefined;
    }
    if (pushRef !== '') {
      return { remote: name, ref: pushRef };
    }
    // What a branch follows git tells here only where it keeps a copy of that: of a remote with a name, and its branches.
    const setting = async (key: string) => this.#tryGit(['config', '--get', `branch.${branch}.${key}`]);
    const followed = remote === '' ? await setting('remote') : remote;
    return { remote: name, ref: followed !== name ? undefined : ref === '' ? await setting('merge') : ref };
  }

  async workingFile(file: string): Promise<string | undefined> {
    return readFile(path.join(this.root, file), 'utf8').catch(() => undefined);
  }

  async commitsOver(base: string, commit: string, me: string | undefined): Promise<readonly Commit[]> {
    return commitsOver(this.#location, base, commit, me);
  }

  async fetchCommits(
    remote: string,
    commits: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlySet<string>> {
    return fetchCommits(this.#location, remote, commits, signal);
  }

  async cleanMerges(
    merges: readonly Pick<Commit, 'sha' | 'parents'>[],
    signal: AbortSignal,
  ): Promise<ReadonlySet<string>> {
    return cleanMerges(this.#location, merges, signal);
  }

  async changeDigests(
    base: string,
    commits: readonly string[],
    signal: AbortSignal,
  ): Promise<Readonly<Record<string, string>>> {
    const digests: Record<string, string> = {};
    for (const sha of commits) {
      const digest = await changeDigest(this.#location, base, sha, signal);
      if (digest !== undefined) {
        digests[sha] = digest;
      }
    }
    return digests;
  }

  /** The answer of a git that says no by its exit code; undefined then. */
  async #tryGit(args: readonly [string, ...string[]]): Promise<string | undefined> {
    try {
      return (await this.#git(args)).trimEnd();
    } catch (error) {
      if (error instanceof GitError && error.stderr.trim() === '') {
        return undefined;
      }
      throw error;
    }
  }
}

/** A commit id from outside: anything else could be an option, a range or a pattern to git. */
function checked(sha: string): string {
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(sha)) {
    throw new HumanError(say`“${sha.slice(0, 80)}” is no commit.`);
  }
  return sha;
}

/** In the branch's own section of the repository's configuration, which git removes with the branch. */
function branchIn(ref: string): string {
  return ref.replace(/^refs\/heads\//, '');
}

function ticketSetting(branch: string): string {
  return `branch.${branch}.changeGuideTicket`;
}

/** In the remote's own section, which git removes with the remote. */
function repositorySetting(remote: string): string {
  return `remote.${remote}.changeGuideRepository`;
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
