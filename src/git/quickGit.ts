import path from 'node:path';
import { HumanError } from '../base/errors.ts';
import { GitError } from './gitError.ts';
import { pushQuestions, quickSurroundings } from './pushQuestions.ts';
import { say } from '../base/say.ts';

/** How git is run for who can't wait: a hook. */
export interface Quick {
  /** Milliseconds; a git that takes longer is ended. */
  readonly patience: number;
  /** What git has said by now, by what it was asked. */
  readonly answers: ReadonlyMap<string, string>;
}

interface QuickRun extends Quick {
  readonly binary: string;
  readonly directory: string;
}

/** Runs git as a hook does: at once, and on the repository that the environment says. */
export async function quickGit(
  run: QuickRun,
  args: readonly [command: string, ...rest: string[]],
): Promise<string> {
  const together = answeredTogether.findIndex((asked) => asked.join(' ') === args.slice(1).join(' '));
  if (args[0] === 'rev-parse' && together >= 0) {
    known ??= answerOf(run, pushQuestions.repository);
    const lines = (await known).trimEnd().split(/\r?\n/);
    // A path can hold a line break.
    if (lines.length === answeredTogether.flat().length - 1) {
      return together === 0 ? lines.slice(0, 2).join('\n') : (lines[together + 1] ?? '');
    }
  }
  return answerOf(run, args);
}

/** The parts of {@link pushQuestions.repository}: one process, which serves one push, asks for them once. */
const answeredTogether = [
  ['--is-bare-repository', '--is-shallow-repository'],
  ['--absolute-git-dir'],
  ['--git-path', 'common/change-guide/drafts'],
];
let known: Promise<string> | undefined;

async function answerOf(run: QuickRun, args: readonly string[]): Promise<string> {
  return run.answers.get(args.join(' ')) ?? runGit(run, args);
}

async function runGit({ binary, directory, patience }: QuickRun, args: readonly string[]): Promise<string> {
  // Loaded here, as Node takes longer over it than git over its answer, and most pushes do without.
  const { execFile } = await import('node:child_process');
  const options = {
    cwd: directory,
    encoding: 'utf8',
    env: { ...process.env, ...quickSurroundings },
    maxBuffer: 64 * 1024 * 1024,
    timeout: patience,
    windowsHide: true,
  } as const;
  return new Promise((resolve, reject) => {
    const child = execFile(binary, [...args], options, (error, stdout, stderr) => {
      if (error === null) {
        resolve(stdout);
      } else if (error.killed === true) {
        reject(new HumanError(say`git ${args[0] ?? ''} took longer than ${patience} ms`));
      } else {
        reject(new GitError(args[0] ?? '', stderr));
      }
    });
    // Nothing is told to git this way.
    child.stdin?.end();
  });
}

/** The git that runs the hook, which says where it is; else the one on the path. */
export function gitOfHook(): string {
  const folder = process.env['GIT_EXEC_PATH'];
  return folder === undefined || folder === '' ? 'git' : path.join(folder, 'git');
}
