import { copyObjects } from '../git/follow.ts';
import { keepHead } from '../git/pullHeads.ts';
import { measurePull } from '../git/pulls.ts';
import { nodeId } from '../nodeId.ts';
import type { PullRequest, Repository } from '../store.ts';
import type { World } from '../world.ts';
import { insertIssue } from './issue.ts';

export interface FreshPull {
  readonly author: number;
  readonly title: string;
  readonly body: string | null;
  readonly draft: boolean;
  readonly head: BranchTip & { readonly repository: Repository };
  readonly base: BranchTip;
}

interface BranchTip {
  readonly ref: string;
  readonly sha: string;
}

/** A new open pull request, with its issue. */
export function insertPull(world: World, repository: Repository, fresh: FreshPull): PullRequest {
  const pull = insertPullRow(world, repository, fresh);
  keepHead(world, repository, fresh.head.repository, pull);
  copyObjects(world, repository, [fresh.head.sha]);
  const measures = measurePull(world, repository, fresh.base.sha, fresh.head.sha);
  return world.github.pullRequests.update(pull.id, measures) ?? pull;
}

/** The rows alone, with nothing measured: that takes git, and time. */
export function insertPullRow(
  world: World,
  repository: Repository,
  fresh: FreshPull,
  wanted?: number,
): PullRequest {
  const { title, body, author, head, base } = fresh;
  const common = { title, body, user_id: author, assignee_ids: [], label_ids: [] };
  const { number } = insertIssue(world, repository, common, true, wanted);
  const pull = world.github.pullRequests.insert({
    ...common,
    node_id: '',
    repo_id: repository.id,
    number,
    state: 'open',
    locked: false,
    milestone_id: null,
    head_ref: head.ref,
    head_sha: head.sha,
    head_repo_id: head.repository.id,
    base_ref: base.ref,
    base_sha: base.sha,
    base_repo_id: repository.id,
    merged: false,
    merged_at: null,
    merged_by_id: null,
    merge_commit_sha: null,
    mergeable: null,
    mergeable_state: 'unknown',
    comments: 0,
    review_comments: 0,
    commits: 0,
    additions: 0,
    deletions: 0,
    changed_files: 0,
    draft: fresh.draft,
    requested_reviewer_ids: [],
    requested_team_ids: [],
    closed_at: null,
    auto_merge: null,
  });
  pull.node_id = nodeId('PullRequest', pull.id);
  return pull;
}
