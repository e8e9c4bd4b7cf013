import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BaseCommit, BaseCommits, BaseHistory } from '../change/baseHistory.ts';
import type { RemoteRepository } from '../change/hosts.ts';
import { git, GitError, type GitLocation } from './git.ts';
import { gitAtRemote } from './gitAtRemote.ts';
import { inPeriod } from './period.ts';

const ref = 'refs/audit/base';

/** What is asked of each commit: no field can hold the zero byte that ends it. */
const fields = ['%H', '%P', '%an', '%ae', '%s', '%b'] as const;

/**
 * {@link BaseHistory} from the host itself, without files: a clone that is there may be cut short, or show another
 * history than the host's.
 */
export class HostedBaseHistory implements BaseHistory {
  readonly #git: Pick<GitLocation, 'binary' | 'remoteToken'>;

  constructor(location: Pick<GitLocation, 'binary' | 'remoteToken'>) {
    this.#git = location;
  }

  async firstParents(
    { host, owner, name }: RemoteRepository,
    branch: string,
    period: { readonly since: Date; readonly until: Date },
    signal: AbortSignal,
  ): Promise<BaseCommits> {
    if (branch === '') {
      // An empty repository has none.
      return { tip: undefined, commits: [] };
    }
    const directory = await mkdtemp(path.join(tmpdir(), 'change-guide-history-'));
    const location = { ...this.#git, directory };
    try {
      await git(location, ['init', '--quiet', '--bare'], { signal });
      // It would still be at work when the folder is taken away.
      await git(location, ['config', 'maintenance.auto', 'false'], { signal });
      await git(location, ['config', 'gc.auto', '0'], { signal });
      await git(location, ['remote', 'add', 'origin', `${host.webUrl}/${owner}/${name}.git`], { signal });
      return (await this.#fetch(location, branch, signal))
        ? await this.#read(location, period, signal)
        : { tip: undefined, commits: [] };
    } finally {
      await rm(directory, { recursive: true, force: true, maxRetries: 3 });
    }
  }

  /** @returns whether there is such a branch. */
  async #fetch(location: GitLocation, branch: string, signal: AbortSignal): Promise<boolean> {
    try {
      const commitsOnly = ['--no-tags', '--no-write-fetch-head', '--filter=tree:0', '--progress'];
      const refspec = `+refs/heads/${branch}:${ref}`;
      await gitAtRemote(location, 'origin', ['fetch', ...commitsOnly, '--', 'origin', refspec], signal);
      return true;
    } catch (error) {
      if (error instanceof GitError && /couldn't find remote ref/i.test(error.stderr)) {
        return false;
      }
      throw error;
    }
  }

  async #read(
    location: GitLocation,
    { since, until }: { readonly since: Date; readonly until: Date },
    signal: AbortSignal,
  ): Promise<BaseCommits> {
    // What is not here is not needed.
    const run = { signal, environment: { GIT_NO_LAZY_FETCH: '1' } };
    const listing = await git(location, ['rev-list', '--first-parent', '--timestamp', ref, '--'], run);
    const branch = listing
      .trimEnd()
      .split('\n')
      .map((line) => ({ at: Number(line.slice(0, line.indexOf(' '))) * 1000, sha: line.slice(-40) }))
      .toReversed();
    const tip = branch.at(-1)?.sha;
    const placed = inPeriod(branch, since.getTime(), until.getTime());
    if (placed.length === 0) {
      return { tip, commits: [] };
    }
    const log = await git(
      location,
      [
        'log',
        '-z',
        '--no-walk=unsorted',
        '--no-show-signature',
        `--format=tformat:${fields.join('%x00')}`,
        '--stdin',
      ],
      { ...run, input: placed.map(({ sha }) => `${sha}\n`).join('') },
    );
    const texts = log.split('\0');
    const commits = placed.map(({ at, misdated }, index) => {
      const first = index * fields.length;
      const told = commitFrom(texts.slice(first, first + fields.length));
      return { ...told, committedAt: new Date(at), misdated };
    });
    return { tip, commits };
  }
}

function commitFrom([
  sha = '',
  parents = '',
  name = '',
  email = '',
  subject = '',
  body = '',
]: readonly string[]): Omit<BaseCommit, 'committedAt' | 'misdated'> {
  return {
    sha,
    firstParent: parents.split(' ').find((parent) => parent !== ''),
    author: { name, email },
    subject,
    // In git's own words.
    reverts: /^This reverts commit ([0-9a-f]{7,64})/m.exec(body)?.[1],
  };
}
