import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { throwIfCancelled } from '../base/errors.ts';

export interface ProgramRun {
  readonly input?: string;
  readonly directory: string;
  readonly signal?: AbortSignal;
  /** Whether it may ask the person something on the terminal that we run in. */
  readonly mayAsk: boolean;
}

export interface ProgramResult {
  /** Null when it was ended by a signal, undefined when there is no such program. */
  readonly code: number | null | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

const longestRun = 2 * 60_000;

/**
 * Runs a program without a shell, with arguments that are written out by the caller.
 * @throws {Cancelled} when the signal says so
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  { input = '', directory, signal, mayAsk }: ProgramRun,
): Promise<ProgramResult> {
  const child = spawn(program, [...args], {
    cwd: directory,
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
    timeout: longestRun,
    // Its own session has no terminal, so that it fails instead of asking where nobody answers.
    detached: !mayAsk && process.platform !== 'win32',
    env: { ...process.env, LC_ALL: 'C.UTF-8', LANGUAGE: 'C' },
    ...(signal && { signal }),
  });
  const ended = new Promise<number | null | undefined>((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code === 'ENOENT' ? undefined : null);
    });
    child.once('close', resolve);
  });
  // It may end without reading its input.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const [code, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  if (signal) {
    throwIfCancelled(signal);
  }
  return { code, stdout, stderr };
}
