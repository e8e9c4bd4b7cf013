import { execFile } from 'node:child_process';
import path from 'node:path';
import { HumanError } from '../base/errors.ts';
import { GitError, type GitLocation } from './git.ts';

/**
 * Runs git for a hook: without the library, which takes longer to load than all of git's answers together, and in
 * the environment that git gave the hook, which says which repository is meant.
 *
 * @param patience milliseconds; a git that takes longer is ended
 */
export function quickGit(patience: number) {
  return async ({ binary, directory }: GitLocation, args: readonly [string, ...string[]]): Promise<string> =>
    new Promise((resolve, reject) => {
      execFile(
        binary,
        [...args],
        {
          cwd: directory,
          encoding: 'utf8',
          env: { ...process.env, ...settings },
          maxBuffer: 64 * 1024 * 1024,
          timeout: patience,
          windowsHide: true,
        },
        (error, stdout, stderr) => {
          if (error === null) {
            resolve(stdout);
          } else if (error.killed === true) {
            reject(new HumanError(`git ${args[0]} took longer than ${patience} ms`));
          } else {
            reject(new GitError(args[0], stderr));
          }
        },
      );
    });
}

const settings = {
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  // A clone that has only part of its objects would fetch the others now.
  GIT_NO_LAZY_FETCH: '1',
  LC_ALL: 'C.UTF-8',
  LANGUAGE: 'C',
  // Windows looks in the folder itself first, where a stranger's git.exe may lie.
  NoDefaultCurrentDirectoryInExePath: '1',
};

/** The git that runs the hook: it says where it is. */
export function gitOfHook(directory: string): GitLocation {
  const folder = process.env['GIT_EXEC_PATH'];
  return { binary: folder === undefined || folder === '' ? 'git' : path.join(folder, 'git'), directory };
}
