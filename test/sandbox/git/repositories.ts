import { execFileSync } from 'node:child_process';
import path from 'node:path';

/** Settings of the machine and of its user must not reach the sandbox's repositories. */
export const gitEnvironment: Readonly<Record<string, string>> = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
};

/** The bare repositories below one folder: what is in them is the truth, the store follows. */
export class GitRepositories {
  constructor(readonly root: string) {}

  init(fullName: string, defaultBranch: string): void {
    this.git(['init', '--quiet', '--bare', `--initial-branch=${defaultBranch}`, this.folder(fullName)]);
  }

  folder(fullName: string): string {
    return path.join(this.root, `${fullName}.git`);
  }

  /** Runs git in a repository; throws when git does. */
  run(fullName: string, args: readonly string[], input?: string): Buffer {
    return this.git(['-C', this.folder(fullName), ...args], input);
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

  /** The commit that a branch, a full ref name or an object id stands for. */
  commit(fullName: string, name: string): string | undefined {
    for (const candidate of [`refs/heads/${name}`, `refs/tags/${name}`, name]) {
      if (
        this.succeeds(fullName, [
          'rev-parse',
          '--verify',
          '--quiet',
          '--end-of-options',
          `${candidate}^{commit}`,
        ])
      ) {
        return this.text(fullName, ['rev-parse', '--verify', '--end-of-options', `${candidate}^{commit}`]);
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
