import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';

const root = path.join(import.meta.dirname, '../../..');
// Within the project, where package.json says that these are ES modules. One a process: test files run side by side.
const built = path.join(root, 'out', 'test-command-line', String(process.pid));

/** The file that `change-guide` starts, once it is built. */
export const builtCommandLine = path.join(built, 'cli.js');

/** Builds the command line as it is shipped. Call it in `before`. */
export function buildCommandLine(): void {
  const { status, stderr } = spawnSync(process.execPath, ['esbuild.js', '--outdir', built], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) {
    throw new Error(stderr);
  }
}

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the built `change-guide`; what happens to its streams is the caller's. */
export function startChangeGuide(
  args: readonly string[],
  { cwd = root, env = {} }: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): ChildProcess & {
  stdin: NodeJS.WritableStream;
  stdout: NodeJS.ReadableStream;
  stderr: NodeJS.ReadableStream;
} {
  return spawn(process.execPath, [builtCommandLine, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

export async function changeGuide(
  args: readonly string[],
  { input = '', ...options }: { input?: string | Uint8Array; cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Outcome> {
  const child = startChangeGuide(args, options);
  // It may end without reading all of its input.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const [stdout, stderr, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.once('close', resolve)),
  ]);
  return { code, stdout, stderr };
}

/** A folder of the test's own; take it away with the returned function. */
export function temporaryFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'change-guide-'));
  return {
    folder,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
