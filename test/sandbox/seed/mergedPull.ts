import { noteLandings } from '../entities/landings.ts';
import { insertPull } from '../entities/pull.ts';
import { commitsBetween } from '../git/pulls.ts';
import { nodeId } from '../nodeId.ts';
import type { PersonRole } from '../people.ts';
import type { PullRequest, Repository } from '../store.ts';
import type { World } from '../world.ts';
import { daysAgo, mergedBranch, mergedPull, type MergedHistory } from './history.ts';
import { backdate, userId } from './tickets.ts';

const body = `## Summary

A refresh token is good once. Using it a second time ends the session of whoever holds the newer one too.

Closes #3

## Testing

Unit tests; on staging with two clients that share one token.

## Rollback plan

Revert the merge. Sessions live in memory only, so nothing has to be migrated.

## Security checklist

- [x] No secrets, keys or tokens are added to code, configuration or logs
- [x] Input from outside is validated before it is used
- [x] Access control is unchanged, or its change is described above
- [x] Sensitive data is neither newly collected, stored, logged nor exposed
- [x] New or updated dependencies were checked for known vulnerabilities
`;

const approvals: readonly { readonly by: PersonRole; readonly daysAgo: number; readonly text: string }[] = [
  { by: 'peer', daysAgo: 12, text: 'Reads well, and the test fails without the change.' },
  { by: 'security', daysAgo: 11, text: 'Closes the hole. Tried a replay on staging.' },
  { by: 'qa', daysAgo: 11, text: 'Tested on staging: sign-in, refresh, two clients.' },
  { by: 'lead', daysAgo: 10, text: 'Approved for production.' },
];

/** A pull request that went through the whole procedure, from its review to its deployment. */
export function seedMergedPull(world: World, repository: Repository, history: MergedHistory): void {
  const { github } = world;
  const pull = insertPull(world, repository, {
    author: userId(world, 'developer'),
    title: 'Make refresh tokens good once',
    body,
    draft: false,
    head: { repository, ref: mergedBranch, sha: history.head },
    base: { ref: 'main', sha: history.base },
  });
  const issue = github.issues.findBy('repo_id', repository.id).find(({ number }) => number === pull.number);
  if (pull.number !== mergedPull || !issue) {
    throw new Error(
      `The merged pull request is number ${pull.number}, but its merge commit says ${mergedPull}`,
    );
  }
  noteLandings(world, pull, [
    ...commitsBetween(world, repository, history.base, history.head),
    history.merge,
  ]);
  seedChecks(world, repository, pull);
  seedApprovals(world, repository, pull);
  const merged = new Date(daysAgo(10)).toISOString();
  const closed = { state: 'closed', closed_at: merged, label_ids: securityLabel(world, repository) } as const;
  Object.assign(issue, { ...closed, closed_by_id: userId(world, 'lead') });
  Object.assign(pull, {
    ...closed,
    merged: true,
    merged_at: merged,
    merged_by_id: userId(world, 'lead'),
    merge_commit_sha: history.merge,
  });
  backdate(issue, 12, 10);
  backdate(pull, 12, 10);
}

function seedApprovals(world: World, repository: Repository, pull: PullRequest): void {
  approvals.forEach(({ by, daysAgo: days, text }, index) => {
    const review = world.github.reviews.insert({
      node_id: '',
      repo_id: repository.id,
      pull_number: pull.number,
      user_id: userId(world, by),
      body: text,
      state: 'APPROVED',
      commit_id: pull.head_sha,
      // An hour between two of one day, so that their order is clear.
      submitted_at: new Date(daysAgo(days) + (index - 3) * 3_600_000).toISOString(),
    });
    review.node_id = nodeId('PullRequestReview', review.id);
    backdate(review, days);
  });
}

function seedChecks(world: World, repository: Repository, pull: PullRequest): void {
  const { statuses, deployments, deploymentStatuses } = world.extra;
  const status = statuses.insert({
    repo_id: repository.id,
    sha: pull.head_sha,
    state: 'success',
    context: 'ci/test',
    description: '9 tests passed',
    target_url: null,
    creator_id: userId(world, 'bot'),
  });
  const deployment = deployments.insert({
    repo_id: repository.id,
    sha: pull.head_sha,
    ref: mergedBranch,
    task: 'deploy',
    payload: {},
    environment: 'staging',
    description: null,
    transient_environment: false,
    production_environment: false,
    creator_id: userId(world, 'qa'),
  });
  const deployed = deploymentStatuses.insert({
    deployment_id: deployment.id,
    state: 'success',
    description: 'Deployed to staging',
    environment: 'staging',
    log_url: '',
    environment_url: 'https://payments.staging.acme.example',
    creator_id: userId(world, 'qa'),
  });
  [status, deployment, deployed].forEach((row) => {
    backdate(row, 12);
  });
}

function securityLabel(world: World, repository: Repository): number[] {
  return world.github.labels
    .findBy('repo_id', repository.id)
    .filter(({ name }) => name === 'security')
    .map(({ id }) => id);
}
