import type { PrePushPorts } from './commandLine/prePushCommand.ts';
import { GitFolderDraftStore } from './git/draftStore.ts';
import { answersAhead } from './git/hook/askAhead.ts';
import { GitFolderLastKnown } from './git/lastKnown.ts';
import { GitPushedClone } from './git/pushedClone.ts';
import { GitFolderPushNotes } from './git/pushNotes.ts';
import { gitOfHook } from './git/quickGit.ts';

/** What a hook judges a push with; it loads neither Octokit nor anything else that takes its time. */
export function openPush(directory: string, patience: number, ahead: Uint8Array): PrePushPorts {
  const quick = { patience, answers: answersAhead(ahead) };
  const location = { binary: gitOfHook(), directory, quick };
  return {
    clone: new GitPushedClone(location),
    lastKnown: new GitFolderLastKnown(location),
    drafts: new GitFolderDraftStore(location),
    notes: new GitFolderPushNotes(location),
  };
}
