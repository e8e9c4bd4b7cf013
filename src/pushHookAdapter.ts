import { fileURLToPath } from 'node:url';
import type { GuardPorts } from './change/guardPush.ts';
import type { PushHook } from './change/pushHook.ts';
import type { PushNotes } from './change/pushNotes.ts';
import { GitFolderDraftStore } from './git/draftStore.ts';
import type { GitLocation } from './git/git.ts';
import { Launcher } from './git/hook/launcher.ts';
import { GitPushHook } from './git/hook/pushHook.ts';
import { GitFolderLastKnown } from './git/lastKnown.ts';
import { GitPushedClone } from './git/pushedClone.ts';
import { GitFolderPushNotes } from './git/pushNotes.ts';

/**
 * The hook of a clone.
 *
 * @param bundle address of the door that this runs behind; the push guard's lies beside it
 * @param launcher see {@link GitPushHook}
 */
export function openPushHook(location: GitLocation, bundle: string, launcher?: string): PushHook {
  return new GitPushHook(location, guardBeside(bundle), launcher);
}

/** What VS Code pushes with. */
export function openPushParts(location: GitLocation, bundle: string, launcher: string): PushParts {
  const notes = new GitFolderPushNotes(location);
  return {
    hook: openPushHook(location, bundle, launcher),
    clone: new GitPushedClone(location),
    lastKnown: new GitFolderLastKnown(location),
    drafts: new GitFolderDraftStore(location),
    notes,
    noteFile: async () => notes.file(),
  };
}

interface PushParts extends GuardPorts {
  readonly hook: PushHook;
  readonly notes: PushNotes;
  readonly noteFile: () => Promise<string>;
}

/** After an update of the extension the hooks start what is there now. */
export async function updateLauncher(bundle: string, launcher: string): Promise<void> {
  await new Launcher(launcher, guardBeside(bundle)).update();
}

/** Absolute path of the bundled push guard. */
function guardBeside(bundle: string): string {
  return fileURLToPath(new URL('prePush.cjs', bundle));
}
