import os from 'node:os';

/** How much longer a person waits before a machine that has more to do than it has cores; on Windows not at all. */
const longest = 6;

/** So many milliseconds, or more while the machine is busy with other things. */
export function patience(milliseconds: number): number {
  const [load = 0] = os.loadavg();
  return milliseconds * Math.min(longest, Math.max(1, load / os.availableParallelism()));
}
