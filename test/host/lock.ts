import { mkdirSync } from 'node:fs';
import path from 'node:path';
import lockfile from 'proper-lockfile';

/** The holder touches the lock while it works; one that was killed is noticed after this time. */
const stale = { milliseconds: 20_000 };

/** Ten minutes: longer than any holder works. */
const patience = { retries: 300, minTimeout: 2000, maxTimeout: 2000 };

/** Does something while no other process, of this clone or another, does the same to this path. */
export async function whileLocked<Result>(file: string, action: () => Promise<Result>): Promise<Result> {
  mkdirSync(path.dirname(file), { recursive: true });
  // The path itself need not be there yet.
  const release = await lockfile.lock(file, {
    realpath: false,
    stale: stale.milliseconds,
    retries: patience,
  });
  try {
    return await action();
  } finally {
    await release();
  }
}
