import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';

/** The process in which the extensions of a window run. */
export interface ExtensionHostProcess {
  readonly pid: number;
  /** Megabytes that are in memory. */
  readonly memory: number;
}

/** It is a process of its own, below the server that this process started. Not on Windows, which has no `ps`. */
export function extensionHost(): ExtensionHostProcess | undefined {
  const processes = execFileSync('ps', ['-axo', 'pid=,ppid=,rss=,args='], {
    encoding: 'utf8',
    maxBuffer: 1e8,
  })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, pid, ppid, rss, args = '']) => ({
      pid: Number(pid),
      ppid: Number(ppid),
      rss: Number(rss),
      args,
    }));
  const ours = new Set([process.pid]);
  for (let before = 0; before < ours.size;) {
    before = ours.size;
    for (const { pid, ppid } of processes) {
      if (ours.has(ppid)) {
        ours.add(pid);
      }
    }
  }
  const host = processes.find(({ pid, args }) => ours.has(pid) && args.includes('--type=extensionHost'));
  return host && { pid: host.pid, memory: host.rss / 1024 };
}

/** How many files, pipes and connections a process holds open; undefined where the system does not tell. */
export function openHandles(pid: number): number | undefined {
  const folder = `/proc/${pid}/fd`;
  return existsSync(folder) ? readdirSync(folder).length : undefined;
}
