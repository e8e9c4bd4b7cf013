import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { cacheFolder } from './folders.ts';
import { whileLocked } from './lock.ts';
import { atExit } from './processes.ts';

/** Packages that take long to get, and that have a lock file of their own. */
export interface CachedPackages<Found> {
  /** What their folder in the cache begins with. */
  readonly name: string;
  /** Where their `package.json` and `package-lock.json` are. */
  readonly source: string;
  /** Installs them into a folder that holds the two files. */
  install(folder: string): Promise<void>;
  /** What is in the folder, if it is whole. */
  find(folder: string): Found | undefined;
}

const files = ['package.json', 'package-lock.json'] as const;

/** Written last: without it, an installation was cut short. */
const marker = '.complete';

const unfinishedInfix = '.unfinished-';
const anHour = { milliseconds: 60 * 60_000 };

/** Installs the packages into the cache, or finds them there, whole. */
export async function cachedPackages<Found>(packages: CachedPackages<Found>): Promise<Found> {
  const folder = path.join(cacheFolder(), `${packages.name}-${fingerprint(packages.source)}`);
  const find = () => (existsSync(path.join(folder, marker)) ? packages.find(folder) : undefined);
  const found = find();
  if (found !== undefined) {
    return found;
  }
  // Another run may install it while we wait.
  return whileLocked(folder, async () => {
    if (find() === undefined) {
      await install(packages, folder);
    }
    const installed = find();
    if (installed === undefined) {
      throw new Error(`${packages.name} was installed to ${folder}, but it does not start there.`);
    }
    return installed;
  });
}

async function install(packages: CachedPackages<unknown>, folder: string): Promise<void> {
  removeLeftovers(folder);
  // A folder of its own for each attempt: what a killed run started may still be writing to the one before.
  const unfinished = mkdtempSync(`${folder}${unfinishedInfix}`);
  const remove = (): void => {
    rmSync(unfinished, { recursive: true, force: true, maxRetries: 5 });
  };
  const forget = atExit(remove);
  try {
    for (const file of files) {
      cpSync(path.join(packages.source, file), path.join(unfinished, file));
    }
    await packages.install(unfinished);
    writeFileSync(path.join(unfinished, marker), `${new Date().toISOString()}\n`);
    rmSync(folder, { recursive: true, force: true });
    renameSync(unfinished, folder);
  } finally {
    forget();
    remove();
  }
}

/** Removes what killed runs left, once nothing can be writing to it any more. */
function removeLeftovers(folder: string): void {
  const parent = path.dirname(folder);
  for (const name of readdirSync(parent)) {
    const leftover = path.join(parent, name);
    if (name.includes(unfinishedInfix) && Date.now() - statSync(leftover).mtimeMs > anHour.milliseconds) {
      rmSync(leftover, { recursive: true, force: true });
    }
  }
}

/** What the installation depends on: it is another one where any of this differs. */
function fingerprint(source: string): string {
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(readFileSync(path.join(source, file)));
  }
  return `${process.platform}-${process.arch}-${hash.digest('hex').slice(0, 16)}`;
}
