import { execFile } from 'node:child_process';
import path from 'node:path';
import { HumanError } from '../base/errors.ts';
import { GitError } from './gitError.ts';

interface QuickRun {
  readonly binary: string;
  readonly directory: string;
  /** Milliseconds; a git that takes longer is ended. */
  readonly patience: number;
}

/** Runs git as a hook does: at once, and on the repository that the environment says. */
export async function quickGit(
  { binary, directory, patience }: QuickRun,
  args: readonly [command: string, ...rest: string[]],
): Promise<string> {
  const together = answeredTogether.findIndex((asked) => asked.join(' ') === args.slice(1).join(' '));
  if (args[0] === 'rev-parse' && together >= 0) {
    known ??= runGit({ binary, directory, patience }, ['rev-parse', ...answeredTogether.flat()]);
    const lines = (await known).trimEnd().split(/\r?\n/);
    // A path can hold a line break.
    if (lines.length === answeredTogether.flat().length - 1) {
      return together === 0 ? lines.slice(0, 2).join('\n') : (lines[together + 1] ?? '');
    }
  }
  return runGit({ binary, directory, patience }, args);
}

/**
 * What each push wants to know of its repository. To start a process costs more than all of these answers, and one
 * process, which serves one push, asks for them once.
 */
const answeredTogether = [
  ['--is-bare-repository', '--is-shallow-repository'],
  ['--absolute-git-dir'],
  ['--git-path', 'common/change-guide/drafts'],
];
let known: Promise<string> | undefined;

async function runGit({ binary, directory, patience }: QuickRun, args: readonly string[]): Promise<string> {
  const options = {
    cwd: directory,
    encoding: 'utf8',
    env: { ...process.env, ...surroundings },
    maxBuffer: 64 * 1024 * 1024,
    timeout: patience,
    windowsHide: true,
  } as const;
  return new Promise((resolve, reject) => {
    const child = execFile(binary, [...args], options, (error, stdout, stderr) => {
      if (error === null) {
        resolve(stdout);
      } else if (error.killed === true) {
        reject(new HumanError(`git ${args[0] ?? ''} took longer than ${patience} ms`));
      } else {
        reject(new GitError(args[0] ?? '', stderr));
      }
    });
    // Nothing is told to git this way.
    child.stdin?.end();
  });
}

const surroundings = {
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  // A clone that has only a part of its objects would fetch the others now.
  GIT_NO_LAZY_FETCH: '1',
  LC_ALL: 'C.UTF-8',
  LANGUAGE: 'C',
  // Windows looks for a program in the folder itself first, where a stranger's git.exe may lie.
  NoDefaultCurrentDirectoryInExePath: '1',
};

/** The git that runs the hook, which says where it is; else the one on the path. */
export function gitOfHook(): string {
  const folder = process.env['GIT_EXEC_PATH'];
  return folder === undefined || folder === '' ? 'git' : path.join(folder, 'git');
}
