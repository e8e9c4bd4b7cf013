import { fileURLToPath } from 'node:url';
import type { PushHook } from './change/pushHook.ts';
import type { GitLocation } from './git/git.ts';
import { GitPushHook } from './git/hook/pushHook.ts';

/**
 * The hook of a clone.
 *
 * @param bundle address of the door that this runs behind; the push guard's lies beside it
 * @param launcher see {@link GitPushHook}
 */
export function openPushHook(location: GitLocation, bundle: string, launcher?: string): PushHook {
  return new GitPushHook(location, guardBeside(bundle), launcher);
}

/** Absolute path of the bundled push guard. */
export function guardBeside(bundle: string): string {
  return fileURLToPath(new URL('prePush.js', bundle));
}
