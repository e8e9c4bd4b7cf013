import { HumanError } from '../base/errors.ts';
import type { ChangedFile, Commit } from '../procedure/changeRecord.ts';
import type { Remote } from './hosts.ts';
import type { SettledPoint } from './push.ts';
import { say } from '../base/say.ts';

/** The clone (or worktree) that the developer works in. Every call may throw a `HumanError`. */
export interface WorkingCopy {
  /** Absolute path of its top folder. */
  readonly root: string;
  /** What is checked out; far cheaper than the whole {@link state}. */
  head(): Promise<WorkingCopyState['head']>;
  state(): Promise<WorkingCopyState>;
  /** With the hosts that ssh would really call. */
  remotes(): Promise<readonly Remote[]>;
  /** Brings the remote's branch up to date here, without touching any local branch; its newest commit. */
  fetchBranch(remote: string, branch: string, signal: AbortSignal): Promise<string>;
  /** Where two commits parted. */
  mergeBase(one: string, other: string): Promise<string>;
  /** Whether a branch that is here holds nothing that the commit does not hold too; undefined when it is not here. */
  isContained(branch: string, commit: string): Promise<boolean | undefined>;
  /** Deletes a branch that is here, whether or not it is merged; throws while it is checked out. */
  deleteBranch(branch: string): Promise<void>;
  /** Names of the branches here and on the remote, the latter as the remote itself says now. */
  branchNames(remote: string, signal: AbortSignal): Promise<BranchNames>;
  /** A file's text as of a commit; undefined when it is not there. */
  readFile(commit: string, path: string): Promise<string | undefined>;
  /** The names in a folder as of a commit, `''` for the top one; none when it is not there. */
  listFolder(commit: string, folder: string): Promise<readonly string[]>;
  /** First lines of the messages of the commits over the base, the oldest first; merges are left out. */
  subjects(base: string, commit: string): Promise<readonly string[]>;
  /** The files that differ between a commit and the point where it left the base; renames are followed. */
  changedFiles(base: string, commit: string): Promise<readonly ChangedFile[]>;
  /** Creates a branch that tracks nothing; fine when it exists already at this very commit. */
  createBranch(name: string, commit: string): Promise<void>;
  /** Checks the branch out and carries uncommitted changes along; throws when they would be overwritten. */
  checkOut(branch: string): Promise<void>;
  /**
   * Writes files and commits them alone, by the project's own hooks; fine when they are committed already.
   * @throws {HumanError} when one of them holds uncommitted changes, which are left as they are.
   */
  commitFiles(files: readonly NewFile[], message: string): Promise<void>;
  /** Publishes the branch and makes it track the remote's; fine when the remote has it already. */
  push(
    remote: string,
    branch: string,
    signal: AbortSignal,
    /** What the push warnings of this clone need not say, or stop the push for. */
    settled?: readonly SettledPoint[],
  ): Promise<void>;
  /** Puts all uncommitted changes aside, untracked files included; the stash's commit. */
  stash(message: string): Promise<string>;
  /**
   * Brings a stash back, what was staged as staged, and drops it. It is kept when that fails.
   * @throws {PartlyUnstashed} when some of it is back; any other error means that nothing was changed.
   */
  unstash(stash: string): Promise<void>;
  /** Remembers which ticket a branch belongs to, for as long as the branch lives. */
  rememberTicket(branch: string, ticket: string): Promise<void>;
  ticketOf(branch: string): Promise<string | undefined>;
  /** Keeps which repository is behind a remote, in words that are the caller's own. */
  rememberRepository(remote: string, words: string): Promise<void>;
  repositoryBehind(remote: string): Promise<string | undefined>;
  /** Where the branch is pushed to, or else follows; undefined when nothing says so. */
  pushTarget(branch: string): Promise<PushTarget | undefined>;
  /** A file's text as it stands in the folder; undefined when it is not there. */
  workingFile(path: string): Promise<string | undefined>;
  /**
   * The commits that a commit has over a base, the oldest first.
   *
   * @param me login of the person whose own address git is set up with.
   */
  commitsOver(base: string, commit: string, me: string | undefined): Promise<readonly Commit[]>;
  /** Gets the commits that are not here from the remote, by their ids; those that are here then. */
  fetchCommits(remote: string, commits: readonly string[], signal: AbortSignal): Promise<ReadonlySet<string>>;
  /** Those of the merges whose trees are exactly what git makes of their parents. None where git is too old to tell. */
  cleanMerges(
    merges: readonly Pick<Commit, 'sha' | 'parents'>[],
    signal: AbortSignal,
  ): Promise<ReadonlySet<string>>;
  /**
   * By commit, a digest of the whole diff against the point where it left the base; equal when they change the same in
   * the same surroundings. A commit that the base holds is left out: it has no diff.
   */
  changeDigests(
    base: string,
    commits: readonly string[],
    signal: AbortSignal,
  ): Promise<Readonly<Record<string, string>>>;
}

export interface NewFile {
  /** From the top folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** A stash was brought back, but not all of it fits what is checked out now. */
export class PartlyUnstashed extends HumanError {
  override readonly name = 'PartlyUnstashed';

  /** @param conflicts paths of the files that hold both versions now */
  constructor(conflicts: readonly string[], options?: ErrorOptions) {
    const files = conflicts.map((file) => `“${file}”`).join(', ');
    super(
      conflicts.length === 0
        ? say`Only some of your changes could be brought back. The stash is kept: compare, then bring back the rest by hand.`
        : say`Your changes were brought back, but they conflict with this branch in ${files}. Resolve the conflicts; the stash is kept until you drop it.`,
      options,
    );
  }
}

export interface WorkingCopyState {
  readonly head:
    | { readonly kind: 'branch'; readonly name: string; readonly sha: string }
    | { readonly kind: 'detached'; readonly sha: string }
    /** A branch without a commit: a new repository. */
    | { readonly kind: 'unborn'; readonly name: string };
  /** What git is in the middle of. */
  readonly unfinished: 'merge' | 'rebase' | 'cherry-pick' | 'revert' | 'bisect' | undefined;
  /** Paths of changed and untracked files. */
  readonly uncommitted: readonly string[];
}

export interface BranchNames {
  readonly local: readonly string[];
  readonly remote: readonly string[];
}

export interface PushTarget {
  /** A remote's name, or an address. */
  readonly remote: string;
  /** In full, such as `refs/heads/feature/42-x`; undefined when git would choose it at the push. */
  readonly ref: string | undefined;
}
