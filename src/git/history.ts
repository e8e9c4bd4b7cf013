import type { Commit } from '../procedure/changeRecord.ts';
import { git, GitError, type GitLocation } from './git.ts';
import { gitAtRemote } from './gitAtRemote.ts';

/** A record that git prints for a commit ends with this, which no field can hold. */
const end = '\x1e';
const fields = '%H%n%P%n%ae%n%ce%n%aI%n%cI%n%(trailers:key=Co-authored-by,valueonly,unfold)';

/** The commits that `commit` has over `base`, the oldest first. Accounts are known where an address tells them. */
export async function commitsOver(
  location: GitLocation,
  base: string,
  commit: string,
  me: string | undefined,
): Promise<readonly Commit[]> {
  const [listing, myEmail] = await Promise.all([
    git(location, ['log', '--reverse', '--topo-order', `--format=${fields}%x1e`, `${base}..${commit}`, '--']),
    git(location, ['config', '--get', 'user.email']).catch(() => ''),
  ]);
  const account = (email: string) => accountOf(email, myEmail.trim(), me);
  return listing
    .split(end)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [
        sha = '',
        parents = '',
        author = '',
        committer = '',
        authoredAt = '',
        committedAt = '',
        ...others
      ] = entry.split('\n');
      const coAuthors = others.flatMap((line) => /<([^<>]+)>\s*$/.exec(line)?.[1] ?? []);
      return {
        sha,
        parents: parents.split(' ').filter(Boolean),
        authors: [...new Set([author, ...coAuthors].map(account))],
        committer: account(committer),
        authoredAt: new Date(authoredAt).toISOString(),
        committedAt: new Date(committedAt).toISOString(),
      };
    });
}

/** Of a GitHub address that hides a real one, or of the person's own. */
function accountOf(email: string, mine: string, me: string | undefined): string | null {
  const hidden = /^(?:\d+\+)?([^@+]+)@users\.noreply\./i.exec(email)?.[1];
  return hidden ?? (email !== '' && email.toLowerCase() === mine.toLowerCase() ? (me ?? null) : null);
}

/** Gets what is not here from the remote by its id; a commit that nothing reaches any more may be refused. */
export async function fetchCommits(
  location: GitLocation,
  remote: string,
  commits: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const wanted = [...new Set(commits)].filter((sha) => /^[0-9a-f]{40,64}$/.test(sha));
  let here = await present(location, wanted, signal);
  const missing = wanted.filter((sha) => !here.has(sha));
  if (missing.length > 0) {
    const fetch = async (shas: readonly string[]) =>
      gitAtRemote(
        location,
        remote,
        [
          'fetch',
          '--no-tags',
          '--no-write-fetch-head',
          '--no-recurse-submodules',
          '--progress',
          '--',
          remote,
          ...shas,
        ],
        signal,
      );
    try {
      await fetch(missing);
    } catch (error) {
      if (!(error instanceof GitError)) {
        throw error;
      }
      // One that is gone must not keep the others away; but each try asks the host, so there are few.
      for (const sha of missing.slice(0, 5)) {
        await fetch([sha]).catch(ignoreRefusal);
      }
    }
    here = await present(location, wanted, signal);
  }
  return here;
}

function ignoreRefusal(error: unknown): void {
  if (!(error instanceof GitError)) {
    throw error;
  }
}

async function present(
  location: GitLocation,
  commits: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  if (commits.length === 0) {
    return new Set();
  }
  const listing = await git(location, ['cat-file', '--batch-check=%(objectname) %(objecttype)'], {
    signal,
    input: commits.map((sha) => `${sha}^{commit}\n`).join(''),
    // A clone that leaves objects out would get each from the remote, one by one.
    environment: { GIT_NO_LAZY_FETCH: '1' },
  });
  return new Set(listing.split('\n').flatMap((line) => /^([0-9a-f]{40,64}) commit$/.exec(line)?.[1] ?? []));
}

/** Those of the merges that git makes just so by itself; needs Git 2.38, and proves nothing with an older one. */
export async function cleanMerges(
  location: GitLocation,
  merges: readonly Pick<Commit, 'sha' | 'parents'>[],
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const clean = new Set<string>();
  for (const { sha, parents } of merges) {
    const [first, second] = parents;
    if (first === undefined || second === undefined || parents.length > 2) {
      continue;
    }
    try {
      const [made, recorded] = await Promise.all([
        git(location, ['merge-tree', '--write-tree', '--no-messages', first, second], { signal }),
        git(location, ['rev-parse', '--verify', '--end-of-options', `${sha}^{tree}`], { signal }),
      ]);
      if (made.trim() === recorded.trim()) {
        clean.add(sha);
      }
    } catch (error) {
      // A conflict, a parent that is not here, or a git that has no such command: nothing is proved.
      ignoreRefusal(error);
    }
  }
  return clean;
}
