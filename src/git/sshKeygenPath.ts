import { access } from 'node:fs/promises';
import path from 'node:path';
import { git, GitError, type GitLocation } from './git.ts';

/**
 * Where OpenSSH's `ssh-keygen` is. On Windows a bare name would let the system take one from the current folder, and
 * the one that comes with git is newer than the system's.
 * @returns undefined where there is none
 */
export async function sshKeygenPath(location: GitLocation): Promise<string | undefined> {
  if (process.platform !== 'win32') {
    return 'ssh-keygen';
  }
  const folders = [
    ...(await gitsOwnFolder(location)),
    ...(process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder)),
  ];
  for (const folder of folders) {
    const file = path.join(folder, 'ssh-keygen.exe');
    if (
      await access(file).then(
        () => true,
        () => false,
      )
    ) {
      return file;
    }
  }
  return undefined;
}

/** Git for Windows keeps its programs in `usr\bin`, three folders above `mingw64\libexec\git-core`. */
async function gitsOwnFolder(location: GitLocation): Promise<string[]> {
  try {
    const execPath = (await git(location, ['--exec-path'])).trim();
    return [path.resolve(execPath, '..', '..', '..', 'usr', 'bin')];
  } catch (error) {
    if (error instanceof GitError) {
      return [];
    }
    throw error;
  }
}
