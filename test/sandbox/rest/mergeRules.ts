import type { PullRequest, Repository } from '../store.ts';
import type { World } from '../world.ts';
import { GitHubError } from './errors.ts';
import { requiredChecks } from './protection.ts';
import { latestStatuses } from './statuses.ts';

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
  const missing = requiredChecks(world, repository, pull.base_ref).filter(
    (name) => !hasPassed(world, repository, pull.head_sha, name),
  );
  if (missing.length > 0) {
    const [first = ''] = missing;
    throw new GitHubError(
      405,
      missing.length === 1
        ? `Required status check "${first}" is expected.`
        : `${missing.length} of ${missing.length} required status checks are expected.`,
    );
  }
  if (queue) {
    throw new GitHubError(405, 'Changes must be made through the merge queue');
  }
}

function hasPassed(world: World, repository: Repository, sha: string, name: string): boolean {
  const runs = world.github.checkRuns.findBy('head_sha', sha).filter((run) => run.repo_id === repository.id);
  const passed = ['success', 'skipped', 'neutral'];
  return (
    runs.some((run) => run.name === name && passed.includes(run.conclusion ?? '')) ||
    latestStatuses(world, repository, sha).some(
      ({ context, state }) => context === name && state === 'success',
    )
  );
}
