import { throwIfCancelled } from '../base/errors.ts';
import type { RemoteToken } from '../change/accessTokens.ts';
import { GitError } from './gitError.ts';
import { quickGit, type Quick } from './quickGit.ts';

export { GitError };

/** Where git is and where it runs. */
export interface GitLocation {
  /** Path of the git executable. A bare `git` would let Windows pick one from the opened folder. */
  readonly binary: string;
  readonly directory: string;
  /** What the person signed in with elsewhere, for remotes that git itself has no credential for. */
  readonly remoteToken?: RemoteToken;
  /**
   * For a hook, which can't wait: git then runs without the library, which takes longer to load than git to answer,
   * and in the environment that git gave the hook.
   */
  readonly quick?: Quick;
}

export interface GitRun {
  readonly signal?: AbortSignal;
  readonly input?: string;
  /** How many milliseconds git may be silent before it is taken for stuck and ended; for ever when not given. */
  readonly patience?: number;
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * Runs git with arguments that are written out in this room: what comes from outside stands only where git
 * can't take it for an option. Nothing passes a shell, and git never asks anything on a terminal.
 *
 * @returns standard output.
 * @throws {GitError} with git's own words; {@link Cancelled} when the signal says so.
 */
export async function git(
  { binary, directory, quick }: GitLocation,
  args: readonly [command: string, ...rest: string[]],
  { signal, input, patience, environment = {} }: GitRun = {},
): Promise<string> {
  if (signal) {
    throwIfCancelled(signal);
  }
  if (quick !== undefined) {
    return quickGit({ binary, directory, ...quick }, args);
  }
  const { simpleGit } = await import('simple-git');
  const surroundings = {
    ...personalEnvironment(),
    GIT_TERMINAL_PROMPT: '0',
    // Looking at the files must not lock the index: a commit or checkout made meanwhile would fail.
    GIT_OPTIONAL_LOCKS: '0',
    // git's words are looked at, and shown beside ours, in English.
    LC_ALL: 'C.UTF-8',
    LANGUAGE: 'C',
    ...environment,
  };
  const instance = simpleGit({
    baseDir: directory,
    binary,
    completion: { onClose: true, onExit: false },
    ...(signal && { abort: signal }),
    ...(input !== undefined && { input: () => input }),
    ...(patience !== undefined && { timeout: { block: patience } }),
    // simple-git guards against options and settings that callers pass on from strangers. We pass none on; what
    // it finds here is what the person has set up for all their git.
    allowEnvironment: Object.keys(surroundings),
    unsafe: {
      allowUnsafeCustomBinary: true,
      allowUnsafeSshCommand: true,
      allowUnsafeAskPass: true,
      allowUnsafeConfigPaths: true,
      allowUnsafeConfigEnvCount: true,
      allowUnsafeCredentialHelper: true,
      allowUnsafeUrlRewrite: true,
      allowUnsafeGitProxy: true,
      allowUnsafeHooksPath: true,
    },
    errors: (error, { exitCode, stdErr, stdOut }) =>
      // simple-git takes any text on standard error for a failure when the exit code is not looked at first.
      exitCode === 0 ? undefined : (error ?? Buffer.concat([...stdErr, ...stdOut])),
  }).env(surroundings);
  try {
    return await instance.raw([...args]);
  } catch (error) {
    if (signal) {
      throwIfCancelled(signal);
    }
    throw new GitError(args[0], error instanceof Error ? error.message : String(error));
  }
}

/**
 * What git may see of our environment: all but editors and pagers, which nothing here opens, and but what a hook
 * or another tool sets to say which repository git works on (`GIT_DIR` and its like): that is ours to say.
 */
function personalEnvironment(): NodeJS.ProcessEnv {
  const hidden = /^(EDITOR|VISUAL|PAGER|PREFIX|GIT_.+)$/i;
  const personal =
    /^GIT_(ASKPASS|SSH|SSH_COMMAND|SSH_VARIANT|SSL_\w+|HTTP_\w+|TRACE\w*|CONFIG_(GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+))$/i;
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !hidden.test(name) || personal.test(name)),
  );
}
