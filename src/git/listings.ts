import type { ChangedFile } from '../procedure/changeRecord.ts';

/** The paths of `git status -z`: a renamed file's old path follows in a field of its own. */
export function pathsOf(status: string): string[] {
  const fields = status.split('\0');
  const paths: string[] = [];
  for (let index = 0; index < fields.length; index++) {
    const field = fields[index] ?? '';
    if (field === '') {
      continue;
    }
    paths.push(field.slice(3));
    if (/^(R|C|.R|.C)/.test(field)) {
      index++;
    }
  }
  return paths;
}

/** What `git diff --name-status -z` lists: a letter, then one path, or for renames and copies the old and the new. */
export function changedFilesFrom(listing: string): ChangedFile[] {
  const fields = listing.split('\0');
  const files: ChangedFile[] = [];
  for (let index = 0; index + 1 < fields.length; index += 2) {
    const letter = fields[index]?.charAt(0);
    const path = fields[index + 1] ?? '';
    if (letter === 'R' || letter === 'C') {
      index++;
      const newPath = fields[index + 1] ?? '';
      files.push(
        letter === 'R'
          ? { path: newPath, previousPath: path, status: 'renamed' }
          : { path: newPath, status: 'added' },
      );
    } else {
      files.push({ path, status: letter === 'A' ? 'added' : letter === 'D' ? 'removed' : 'modified' });
    }
  }
  return files;
}
