import { execFileSync } from 'node:child_process';
import { renameSync } from 'node:fs';
import path from 'node:path';

/** Settings of the machine and of its user must not reach the sandbox's repositories. */
export const gitEnvironment: Readonly<Record<string, string>> = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
};

/** The bare repositories below one folder: what is in them is the truth, the store follows. */
export class GitRepositories {
  private readonly logs = new Map<string, readonly string[]>();
  /** What git said of commits that are named by their ids, conflicts too: it says the same for ever. */
  private readonly answers = new Map<string, Buffer | GitFailure>();

  constructor(readonly root: string) {
    const version = this.git(['version']).toString().trim();
    const [major = 0, minor = 0] = (/\d+\.\d+/.exec(version)?.[0] ?? '').split('.').map(Number);
    if (major < 2 || (major === 2 && minor < 38)) {
      throw new Error(
        `The sandbox merges with \`git merge-tree --write-tree\`, which needs git 2.38; here is ${version}.`,
      );
    }
  }

  init(fullName: string, defaultBranch: string): void {
    this.git(['init', '--quiet', '--bare', `--initial-branch=${defaultBranch}`, this.folder(fullName)]);
  }

  /** A fork has all branches, and of its parent's pull requests nothing. */
  fork(parent: string, fullName: string): void {
    const refs = '+refs/heads/*:refs/heads/*';
    this.init(fullName, this.text(parent, ['symbolic-ref', '--short', 'HEAD']));
    this.run(fullName, ['fetch', '--quiet', this.folder(parent), refs]);
  }

  rename(fullName: string, newName: string): void {
    renameSync(this.folder(fullName), this.folder(newName));
  }

  folder(fullName: string): string {
    return path.join(this.root, `${fullName}.git`);
  }

  /** Runs git in a repository; throws when git does. */
  run(fullName: string, args: readonly string[], input?: string): Buffer {
    const ask = () => this.git(['-C', this.folder(fullName), ...args], input);
    if (input !== undefined || !isOfCommitsAlone(args)) {
      return ask();
    }
    const key = JSON.stringify([fullName, args]);
    const answer = this.answers.get(key) ?? answerOrConflict(ask);
    this.answers.set(key, answer);
    if (answer instanceof Error) {
      throw answer;
    }
    return answer;
  }

  text(fullName: string, args: readonly string[], input?: string): string {
    return this.run(fullName, args, input).toString().trim();
  }

  lines(fullName: string, args: readonly string[], input?: string): string[] {
    return this.text(fullName, args, input).split('\n').filter(Boolean);
  }

  /** Whether git ends with success, such as `merge-base --is-ancestor` that answers by its exit code. */
  succeeds(fullName: string, args: readonly string[]): boolean {
    try {
      this.run(fullName, args);
      return true;
    } catch {
      return false;
    }
  }

  /** A commit and all that it stands on, the newest first; asked of git once. */
  log(fullName: string, sha: string): readonly string[] {
    const key = `${fullName} ${sha}`;
    const known = this.logs.get(key) ?? this.lines(fullName, ['rev-list', '--date-order', sha]);
    this.logs.set(key, known);
    return known;
  }

  /** A commit with its trees and files, and nothing that came before it. */
  objectsOf(fullName: string, sha: string): string[] {
    const listed = this.lines(fullName, ['rev-list', '--objects', '--no-walk', sha]);
    return listed.map((line) => line.slice(0, 40));
  }

  /** The commit that a branch, a full ref name or an object id stands for. */
  commit(fullName: string, name: string): string | undefined {
    const objectId = /^[0-9a-f]{4,40}$/.test(name);
    const candidates = [...(objectId ? [name] : []), `refs/heads/${name}`, `refs/tags/${name}`, name];
    for (const candidate of candidates) {
      try {
        return this.text(fullName, ['rev-parse', '--verify', '--end-of-options', `${candidate}^{commit}`]);
      } catch {
        // Not this kind of name; the next may be.
      }
    }
    return undefined;
  }

  private git(args: readonly string[], input?: string): Buffer {
    return execFileSync('git', args, {
      input,
      maxBuffer: 1 << 28,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, ...gitEnvironment },
    });
  }
}

interface GitFailure extends Error {
  readonly status?: number | null;
}

/** Exit code 1 says that commits can't be merged; any other that git could not tell, perhaps not yet. */
function answerOrConflict(ask: () => Buffer): Buffer | GitFailure {
  try {
    return ask();
  } catch (error) {
    if (error instanceof Error && (error as GitFailure).status === 1) {
      return error;
    }
    throw error;
  }
}

/** Whether no branch can change the answer: what is asked of commits, each by its whole id. */
function isOfCommitsAlone([command = '', ...rest]: readonly string[]): boolean {
  const named = commitsAlone.get(command);
  const commits = rest.filter((argument) => !argument.startsWith('-'));
  return named !== undefined && commits.length > 0 && commits.every((name) => named.test(name));
}

const range = /^[0-9a-f]{40}\.{2,3}[0-9a-f]{40}$/;
const commit = /^[0-9a-f]{40}$/;

/** How commits are named to the commands that need nothing else. */
const commitsAlone: ReadonlyMap<string, RegExp> = new Map([
  ['diff', range],
  ['rev-list', range],
  ['merge-tree', commit],
  ['merge-base', commit],
  ['rev-parse', /^[0-9a-f]{40}\^\{commit\}$/],
]);
