import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

/** What is left to do when this process ends, newest first. */
const cleanups = new Set<() => void>();

const patience = { milliseconds: 3000 };

/**
 * Does something when this process ends, be it done, interrupted or crashed. Only a SIGKILL goes unseen.
 * @param cleanup must be synchronous: nothing else runs in a process that exits
 * @returns takes the cleanup back
 */
export function atExit(cleanup: () => void): () => void {
  if (cleanups.size === 0) {
    watchForTheEnd();
  }
  cleanups.add(cleanup);
  return () => {
    cleanups.delete(cleanup);
  };
}

let watching = false;

function watchForTheEnd(): void {
  if (watching) {
    return;
  }
  watching = true;
  process.on('exit', () => {
    for (const cleanup of [...cleanups].reverse()) {
      cleanup();
    }
  });
  for (const [signal, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ] as const) {
    process.on(signal, () => process.exit(128 + number));
  }
}

export interface OwnedOptions extends SpawnOptions {
  /**
   * How it is told that this process has ended: SIGTERM lets it clean up, SIGKILL keeps it from writing to what
   * we are about to remove. Default: SIGTERM.
   */
  readonly endWith?: 'SIGTERM' | 'SIGKILL';
}

/** Starts a program that ends when this process does, together with everything that it started itself. */
export function startOwned(
  program: string,
  args: readonly string[],
  { endWith = 'SIGTERM', ...options }: OwnedOptions,
): ChildProcess {
  // Its own process group is what lets us end its children too. Windows has no groups; there taskkill walks
  // the tree, and `detached` would only open a console window.
  const child = spawn(program, args, { ...options, detached: process.platform !== 'win32' });
  const forget = atExit(() => {
    signalTree(child, endWith);
  });
  // Its children may outlive it: the group is told once more when the leader is gone.
  child.once('exit', () => {
    signalTree(child, endWith);
    forget();
  });
  child.once('error', forget);
  return child;
}

/** Ends a program and all it started; insists when it does not listen. */
export async function endTree(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
    return;
  }
  const ended = once(child, 'exit');
  signalTree(child, 'SIGTERM');
  const insist = setTimeout(() => {
    signalTree(child, 'SIGKILL');
  }, patience.milliseconds);
  await ended;
  clearTimeout(insist);
}

function signalTree({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) {
    return;
  }
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone, which is what was asked for.
  }
}
