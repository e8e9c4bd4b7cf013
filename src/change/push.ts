/** A push as git tells a `pre-push` hook of it. */
export interface Push {
  /** The remote's name; its address when it has none. */
  readonly remote: string;
  readonly refs: readonly PushedRef[];
  /** What whoever pushes has told the person already, so that it is not told again. */
  readonly settled?: readonly SettledPoint[];
}

/** The kinds of points that a push may have settled before: those that a pull request's draft shows. */
const settledPoints = ['description', 'security'] as const;
export type SettledPoint = (typeof settledPoints)[number];

/** By which environment variable git passes on to its hook what is settled, as words with commas between. */
export const settledVariable = 'CHANGE_GUIDE_SETTLED';

export function parseSettled(words: string | undefined): SettledPoint[] {
  const named = words?.split(',') ?? [];
  return settledPoints.filter((point) => named.includes(point));
}

export interface PushedRef {
  /** `refs/heads/…`, `HEAD`, or whatever else the person named; `(delete)` for a deletion. */
  readonly localRef: string;
  /** All zeros for a deletion. */
  readonly localSha: string;
  readonly remoteRef: string;
  /** All zeros when the remote does not have the ref yet. */
  readonly remoteSha: string;
}

const refLine = /^(.+) ([0-9a-f]{40,64}) (.+) ([0-9a-f]{40,64})$/;

/**
 * Reads the lines that git writes to the hook's standard input. Lines that are not such are passed over.
 *
 * @see https://git-scm.com/docs/githooks#_pre_push
 */
export function parsePushedRefs(input: string): PushedRef[] {
  return input.split('\n').flatMap((line) => {
    const [, localRef, localSha, remoteRef, remoteSha] = refLine.exec(line.trimEnd()) ?? [];
    return localRef === undefined ||
      localSha === undefined ||
      remoteRef === undefined ||
      remoteSha === undefined
      ? []
      : [{ localRef, localSha, remoteRef, remoteSha }];
  });
}

export function isNoCommit(sha: string): boolean {
  return /^0+$/.test(sha);
}

/** `feature/42-x` of `refs/heads/feature/42-x`; undefined for tags and all else. */
export function branchOfRef(ref: string): string | undefined {
  return /^refs\/heads\/(.+)$/.exec(ref)?.[1];
}
