import type { ChangedFile } from '../procedure/changeRecord.ts';
import type { CloneOverview, PushedClone } from '../change/pushedClone.ts';
import { changeDigest } from './changeDigest.ts';
import { git, GitError, type GitLocation } from './git.ts';
import { changedFilesFrom } from './listings.ts';
import { pushQuestions } from './pushQuestions.ts';

/** {@link PushedClone} on git, with as few processes as will do. */
export class GitPushedClone implements PushedClone {
  readonly #location: GitLocation;
  readonly #git: (...args: [string, ...string[]]) => Promise<string>;
  /** Between two commits nothing ever changes. */
  readonly #changedFiles = new Map<string, Promise<readonly ChangedFile[]>>();

  constructor(location: GitLocation) {
    this.#location = location;
    this.#git = async (...args) => git(location, args);
  }

  async overview(): Promise<CloneOverview> {
    const [kind, settings, heads] = await Promise.all([
      this.#git('rev-parse', '--is-bare-repository', '--is-shallow-repository'),
      this.#git(...pushQuestions.settings),
      this.#git(...pushQuestions.heads),
    ]);
    const [isBare, isShallow] = kind.trimEnd().split(/\r?\n/);
    return {
      isBare: isBare === 'true',
      isShallow: isShallow === 'true',
      ...readSettings(settings),
      defaultBranches: readHeads(heads),
    };
  }

  async commitOf(name: string): Promise<string | undefined> {
    const commit = await this.#try(...pushQuestions.commit(name));
    return commit?.trimEnd();
  }

  async hasFetched(remote: string): Promise<boolean> {
    const refs = await this.#git(
      'for-each-ref',
      '--count=1',
      '--format=%(refname)',
      `refs/remotes/${remote}/`,
    );
    return refs !== '';
  }

  async currentBranch(): Promise<string | undefined> {
    const ref = await this.#try(...pushQuestions.currentBranch);
    return ref?.trimEnd().replace(/^refs\/heads\//, '');
  }

  async readFile(commit: string, file: string): Promise<string | undefined> {
    try {
      return await this.#git(...pushQuestions.file(commit, file));
    } catch (error) {
      // One process instead of two; git speaks English to us.
      if (error instanceof GitError && /does not exist in|exists on disk, but not in/.test(error.stderr)) {
        return undefined;
      }
      throw error;
    }
  }

  async changedFiles(base: string, commit: string): Promise<readonly ChangedFile[]> {
    const range = `${base}...${commit}`;
    const known = this.#changedFiles.get(range) ?? this.#readChangedFiles(range);
    this.#changedFiles.set(range, known);
    known.catch(() => this.#changedFiles.delete(range));
    return known;
  }

  async #readChangedFiles(range: string): Promise<readonly ChangedFile[]> {
    return changedFilesFrom(await this.#git(...pushQuestions.changedFiles(range)));
  }

  async changeDigest(base: string, commit: string): Promise<string | undefined> {
    return changeDigest(this.#location, base, commit, new AbortController().signal);
  }

  /** Undefined when git says no by its exit code alone. */
  async #try(...args: [string, ...string[]]): Promise<string | undefined> {
    try {
      return await this.#git(...args);
    } catch (error) {
      if (error instanceof GitError && error.stderr.trim() === '') {
        return undefined;
      }
      throw error;
    }
  }
}

/** `git config --list -z`: a key and, after a line feed, its value. */
function readSettings(listing: string): Pick<CloneOverview, 'remotes' | 'tickets'> {
  const remotes = new Set<string>();
  const tickets = new Map<string, string>();
  for (const entry of listing.split('\0')) {
    const [key, value] = splitAt(entry, entry.indexOf('\n'));
    const remote = /^remote\.(.+)\.url$/.exec(key)?.[1];
    if (remote !== undefined) {
      remotes.add(remote);
    }
    const branch = /^branch\.(.+)\.changeguideticket$/.exec(key)?.[1];
    if (branch !== undefined) {
      tickets.set(branch, value);
    }
  }
  return { remotes: [...remotes], tickets };
}

function splitAt(text: string, index: number): [string, string] {
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)];
}

function readHeads(listing: string): CloneOverview['defaultBranches'] {
  const heads = new Map<string, { branch: string; commit: string }>();
  for (const line of listing.split(/\r?\n/)) {
    const [, remote, target, commit] = /^refs\/remotes\/(\S+)\/HEAD (\S+) ([0-9a-f]+)$/.exec(line) ?? [];
    const prefix = `refs/remotes/${remote ?? ''}/`;
    if (remote !== undefined && commit !== undefined && target?.startsWith(prefix) === true) {
      heads.set(remote, { branch: target.slice(prefix.length), commit });
    }
  }
  return heads;
}
