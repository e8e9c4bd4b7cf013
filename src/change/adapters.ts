import type { AccessTokens, RemoteToken } from './accessTokens.ts';
import type { CodeHost } from './codeHost.ts';
import type { Directory } from './directory.ts';
import type { Exclusively } from './exclusively.ts';
import type { CommitStatuses } from './commitStatuses.ts';
import type { RemoteRepository } from './hosts.ts';
import type { LastKnownChange } from './lastKnown.ts';
import type { OpenChanges } from './openChanges.ts';
import type { Merging } from './merging.ts';
import type { Reviews } from './reviews.ts';
import type { DraftStore } from './pullRequestDraft.ts';
import type { PullRequests } from './pullRequests.ts';
import type { StartJournal } from './startJournal.ts';
import type { SubmissionStore } from './submission.ts';
import type { ToldEvents } from './toldEvents.ts';
import type { Tracker } from './tracker.ts';
import type { WorkingCopy } from './workingCopy.ts';

/** A clone on this machine. */
export interface Clone {
  readonly workingCopy: WorkingCopy;
  readonly journal: StartJournal;
  readonly lastKnown: LastKnownChange;
  readonly drafts: DraftStore & SubmissionStore;
  readonly told: ToldEvents;
  /** Absolute path of the folder that holds this worktree's `HEAD`. */
  readonly gitFolder: () => Promise<string>;
  readonly exclusively: Exclusively;
  /** The token that git itself would use for a web address, asked without prompting. */
  gitCredential(webUrl: string, signal: AbortSignal): Promise<string | undefined>;
}

/** A repository on a GitHub. */
export interface Hosted {
  readonly codeHost: CodeHost;
  readonly tracker: Tracker;
  readonly pullRequests: PullRequests;
  readonly commitStatuses: CommitStatuses;
  readonly reviews: Reviews;
  readonly merging: Merging;
  readonly openChanges: OpenChanges;
  readonly directory: Directory;
}

/** Makes the ports from what they stand on; what that needs is loaded when the first one is made. */
export interface Adapters {
  clone(directory: string, remoteToken: RemoteToken): Promise<Clone>;
  hosted(repository: RemoteRepository, tokens: AccessTokens): Promise<Hosted>;
}
