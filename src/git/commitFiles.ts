import { mkdir, readFile, realpath, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { HumanError, wordsOf } from '../base/errors.ts';
import { say } from '../base/say.ts';
import type { NewFile } from '../change/workingCopy.ts';
import { git, GitError, type GitLocation } from './git.ts';
import { pathsOf } from './listings.ts';

// Paths are names, whatever stands in them: not patterns.
const environment = { GIT_LITERAL_PATHSPECS: '1' };

/** Writes files and commits them alone; what else is staged stays staged. */
export async function commitFiles(
  location: GitLocation,
  files: readonly NewFile[],
  message: string,
): Promise<void> {
  const paths = files.map((file) => file.path);
  if (paths.length === 0) {
    return;
  }
  const status = await git(
    location,
    ['status', '--porcelain=v1', '-z', '--untracked-files=all', '--', ...paths],
    { environment },
  );
  await refuseToOverwrite(location, files, new Set(pathsOf(status)));
  for (const file of files) {
    await write(location, file);
  }
  await git(location, ['add', '--', ...paths], { environment });
  if (await isCommitted(location, paths)) {
    return;
  }
  await git(location, ['commit', '--quiet', '--only', `--message=${message}`, '--', ...paths], {
    environment,
  });
}

/** What someone wrote and did not commit must not be lost; what an earlier run of ours wrote is the same text. */
async function refuseToOverwrite(
  { directory }: GitLocation,
  files: readonly NewFile[],
  uncommitted: ReadonlySet<string>,
): Promise<void> {
  for (const { path: name, text } of files) {
    if (uncommitted.has(name) && (await readText(path.join(directory, name))) !== text) {
      throw new HumanError(
        say`“${name}” has uncommitted changes; it was left as it is. Commit or stash them first.`,
      );
    }
  }
}

async function readText(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined);
}

async function write({ directory }: GitLocation, { path: name, text }: NewFile): Promise<void> {
  const file = path.join(directory, name);
  try {
    await refuseToLeave(directory, file, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  } catch (error) {
    if (error instanceof HumanError) {
      throw error;
    }
    throw new HumanError(say`“${name}” could not be written: ${wordsOf(error)}`, { cause: error });
  }
}

/** A folder of the repository, or the file, may be a link to anywhere. */
async function refuseToLeave(directory: string, file: string, name: string): Promise<void> {
  const relative = path.relative(await realpath(directory), await realPlaceOf(file));
  if (relative.split(path.sep)[0] === '..' || path.isAbsolute(relative)) {
    throw new HumanError(say`“${name}” lies outside of the repository, behind a link; it was not written.`);
  }
}

/** Of what is not there yet, that of the nearest folder that is. */
async function realPlaceOf(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch (error) {
    const folder = path.dirname(file);
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT' && folder !== file) {
      return realPlaceOf(folder);
    }
    throw error;
  }
}

async function isCommitted(location: GitLocation, paths: readonly string[]): Promise<boolean> {
  try {
    await git(location, ['diff', '--cached', '--quiet', '--', ...paths], { environment });
    return true;
  } catch (error) {
    if (error instanceof GitError && error.stderr.trim() === '') {
      return false;
    }
    throw error;
  }
}
