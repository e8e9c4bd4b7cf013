import type { AccessTokens, RemoteToken } from './accessTokens.ts';
import type { CodeHost } from './codeHost.ts';
import type { CommitStatuses } from './commitStatuses.ts';
import type { RemoteRepository } from './hosts.ts';
import type { LastKnownChange } from './lastKnown.ts';
import type { DraftStore } from './pullRequestDraft.ts';
import type { ReviewRequests } from './requestReviews.ts';
import type { StartJournal } from './startJournal.ts';
import type { ToldEvents } from './toldEvents.ts';
import type { Tracker } from './tracker.ts';
import type { WorkingCopy } from './workingCopy.ts';

/** A clone on this machine. */
export interface Clone {
  readonly workingCopy: WorkingCopy;
  readonly journal: StartJournal;
  readonly lastKnown: LastKnownChange;
  readonly drafts: DraftStore;
  readonly told: ToldEvents;
  /** Absolute path of the folder that holds this worktree's `HEAD`. */
  readonly gitFolder: () => Promise<string>;
  /** The token that git itself would use for a web address, asked without prompting. */
  gitCredential(webUrl: string, signal: AbortSignal): Promise<string | undefined>;
}

