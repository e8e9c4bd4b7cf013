import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import esbuild from 'esbuild';
import type { Job } from './job.ts';

export type JobOutcome =
  | { readonly done: unknown }
  | { readonly failed: string; /** Whether it was said for a person. */ readonly forPeople: boolean };

export interface JobProcess {
  /** Ends it at once, wherever it is, and waits until it is gone. */
  readonly kill: () => Promise<void>;
  /** What it wrote; undefined when it was killed. */
  readonly outcome: Promise<JobOutcome | undefined>;
}

/** Bundles the process that does jobs, so that it starts in no time. */
export async function bundleJobProcess(folder: string): Promise<string> {
  const outfile = path.join(folder, 'job.cjs');
  await esbuild.build({
    entryPoints: [path.join(import.meta.dirname, 'jobProcess.ts')],
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    logLevel: 'error',
  });
  return outfile;
}

export function startJob(script: string, job: Job, environment: NodeJS.ProcessEnv = {}): JobProcess {
  const child = spawn(process.execPath, [script, JSON.stringify(job)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const ended = once(child, 'exit');
  return {
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    outcome: outcomeOf(child, ended),
  };
}

async function outcomeOf(child: ChildProcess, ended: Promise<unknown>): Promise<JobOutcome | undefined> {
  // Git that it started may hold its output for a while longer.
  const written = child.stdout ? text(child.stdout) : Promise.resolve('');
  await ended;
  if (child.signalCode !== null) {
    child.stdout?.destroy();
    await written.catch(() => undefined);
    return undefined;
  }
  return JSON.parse(await written) as JobOutcome;
}
