import path from 'node:path';
import { git, type GitLocation } from './git.ts';

/** Absolute path of the folder that git keeps for this worktree, `.git` in most clones. */
export async function gitFolder(location: GitLocation): Promise<string> {
  return path.resolve((await git(location, ['rev-parse', '--absolute-git-dir'])).trimEnd());
}
