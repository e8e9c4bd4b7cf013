import type { ChangedFile } from '../procedure/changeRecord.ts';

/**
 * A clone as it lies on this disk, for judging a push: nothing here touches the network, and nothing takes longer
 * than a moment. Every call may throw a `HumanError`.
 */
export interface PushedClone {
  overview(): Promise<CloneOverview>;
  /** The commit that a full ref name, or a commit's id, stands for; undefined when this clone does not have it. */
  commitOf(name: string): Promise<string | undefined>;
  /** Whether this clone has anything of that remote. */
  hasFetched(remote: string): Promise<boolean>;
  /** The branch that is checked out; undefined when none is. */
  currentBranch(): Promise<string | undefined>;
  /** A file's text as of a commit; undefined when it is not there. */
  readFile(commit: string, path: string): Promise<string | undefined>;
  /** The files that differ between a commit and the point where it left the base; renames are followed. */
  changedFiles(base: string, commit: string): Promise<readonly ChangedFile[]>;
  /** See `WorkingCopy.changeDigests`. */
  changeDigest(base: string, commit: string): Promise<string | undefined>;
}

export interface CloneOverview {
  readonly isBare: boolean;
  readonly isShallow: boolean;
  /** Names of the remotes, in the order of the configuration. */
  readonly remotes: readonly string[];
  /** By remote: the branch that its HEAD points at, as this clone last heard, and its newest commit. */
  readonly defaultBranches: ReadonlyMap<string, { readonly branch: string; readonly commit: string }>;
  /** By branch: the ticket that was remembered for it. */
  readonly tickets: ReadonlyMap<string, string>;
}
