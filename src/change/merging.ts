import type { Text } from '../base/say.ts';

/** Merging on the code host. Every call may throw a `HumanError`. */
export interface Merging {
  /** How a pull request can be merged, in the way the host offers it to this person. */
  options(pullRequest: number, signal: AbortSignal): Promise<MergeOptions>;
  /** Merges when the head is still this commit; the merge's commit. The host refuses in its own words. */
  merge(pullRequest: number, merge: Merge, signal: AbortSignal): Promise<string>;
  /** Puts it into the merge queue when the head is still this commit; its place there, the first being 1. */
  enqueue(pullRequest: number, head: string, signal: AbortSignal): Promise<number>;
}

export const mergeMethods = ['merge', 'squash', 'rebase'] as const;
export type MergeMethod = (typeof mergeMethods)[number];

export interface MergeOptions {
  /** Those that the repository allows, the person's usual one first. */
  readonly methods: readonly {
    readonly method: MergeMethod;
    /** The first line of the commit that the host would make. */
    readonly headline: Text;
  }[];
  /** Present where the base branch takes changes through a merge queue only. */
  readonly queue: { readonly position: number | undefined } | undefined;
}

export interface Merge {
  readonly method: MergeMethod;
  readonly head: string;
}
