import { git, GitError, type GitLocation } from './git.ts';

/**
 * A digest of what a commit changes since it left the base. Unlike `git patch-id` it sees white space and binary
 * files: an approval is kept by it, and white space is meaning in many a language.
 *
 * @returns undefined where there is no diff: the base holds the commit, or has nothing in common with it.
 */
export async function changeDigest(
  location: GitLocation,
  base: string,
  commit: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const left = await git(location, ['merge-base', base, commit], { signal });
    const diff = await git(
      location,
      [
        'diff',
        '--no-ext-diff',
        '--no-textconv',
        '--no-color',
        '--no-renames',
        '--no-relative',
        '--diff-algorithm=myers',
        '--unified=3',
        '--inter-hunk-context=0',
        '--src-prefix=a/',
        '--dst-prefix=b/',
        '--ignore-submodules=none',
        '--submodule=short',
        '--full-index',
        '--binary',
        '-O/dev/null',
        left.trim(),
        commit,
        '--',
      ],
      { signal },
    );
    // Loaded here: before a push this is rarely asked for, and Node takes a while over it.
    const { createHash } = await import('node:crypto');
    return diff === ''
      ? undefined
      : `sha256:${createHash('sha256').update(withoutPlaces(diff)).digest('hex')}`;
  } catch (error) {
    if (error instanceof GitError) {
      return undefined;
    }
    throw error;
  }
}

/**
 * Leaves out where in its file a hunk is, and the ids of whole files: both change when only the base does. Of a binary
 * file the id is what tells, as its diff depends on what was there before.
 */
function withoutPlaces(diff: string): string {
  const lines = diff.split('\n');
  return lines
    .map((line, index) => {
      if (line.startsWith('@@ ')) {
        return '@@';
      }
      const isText = lines[index + 1]?.startsWith('--- ') === true;
      return line.startsWith('index ') && isText ? 'index' : line;
    })
    .join('\n');
}
