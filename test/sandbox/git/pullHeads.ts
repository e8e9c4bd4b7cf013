import type { PullRequest, Repository } from '../store.ts';
import type { World } from '../world.ts';

/**
 * Keeps the head of a pull request as `refs/pull/N/head` of the repository that it goes to, from where anyone who may
 * read that one can fetch it. From a fork it brings the commits along.
 */
export function keepHead(
  { git }: World,
  repository: Repository,
  from: Repository,
  pull: Pick<PullRequest, 'number' | 'head_ref' | 'head_sha'>,
): void {
  const ref = `refs/pull/${pull.number}/head`;
  if (from.id === repository.id) {
    git.run(repository.full_name, ['update-ref', ref, pull.head_sha]);
    return;
  }
  const fork = git.folder(from.full_name);
  git.run(repository.full_name, [
    'fetch',
    '--quiet',
    '--no-tags',
    fork,
    `+refs/heads/${pull.head_ref}:${ref}`,
  ]);
}
