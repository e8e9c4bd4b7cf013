import { git, type GitLocation } from './git.ts';

/** One of git's settings, empty when it is not set. As a path, a leading `~` is resolved. */
export async function setting(location: GitLocation, name: string, as?: 'path'): Promise<string> {
  const type = as === 'path' ? ['--type=path'] : [];
  const value = await git(location, ['config', ...type, '--default', '', '--get', name]);
  return value.replace(/\r?\n$/, '');
}
