import type { PullRequest, Repository } from '../store.ts';
import type { World } from '../world.ts';
import { GitHubError } from './errors.ts';

export type MergeMethod = 'merge' | 'squash' | 'rebase';

const methodNames = { merge: 'Merge commits', squash: 'Squash merges', rebase: 'Rebase merges' } as const;

/** Which methods the repository offers. The sandbox can't rebase, so the sample does not allow it. */
export function allowedMethods(repository: Repository): Readonly<Record<MergeMethod, boolean>> {
  return { merge: repository.allow_merge_commit, squash: repository.allow_squash_merge, rebase: false };
}

/** Refuses a merge as GitHub does, in its words. */
export function refuseMerge(
  world: World,
  repository: Repository,
  pull: PullRequest,
  method: MergeMethod,
): void {
  if (!allowedMethods(repository)[method]) {
    throw new GitHubError(405, `${methodNames[method]} are not allowed on this repository.`);
  }
  const { approvals, queue } = world.mergeRules;
  const given = new Set(
    world.github.reviews
      .findBy('pull_number', pull.number)
      .filter((review) => review.repo_id === repository.id && review.state === 'APPROVED')
      .map((review) => review.user_id),
  ).size;
  if (given < approvals) {
    const reviews = approvals === 1 ? 'approving review is' : 'approving reviews are';
    throw new GitHubError(405, `At least ${approvals} ${reviews} required by reviewers with write access.`);
  }
  if (queue) {
    throw new GitHubError(405, 'Changes must be made through the merge queue');
  }
}
