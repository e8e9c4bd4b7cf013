import { nodeId } from '../nodeId.ts';
import type { Issue, Repository } from '../store.ts';
import type { World } from '../world.ts';
import { sameText } from './text.ts';

type Fresh = Pick<Issue, 'title' | 'body' | 'user_id' | 'assignee_ids' | 'label_ids'>;

/** A new open issue; with `isPullRequest` the issue side of a pull request. */
export function insertIssue(
  world: World,
  repository: Repository,
  fresh: Fresh,
  isPullRequest = false,
  number = nextNumber(world, repository),
): Issue {
  const { github } = world;
  const issue = github.issues.insert({
    ...fresh,
    node_id: '',
    repo_id: repository.id,
    number,
    state: 'open',
    state_reason: null,
    locked: false,
    active_lock_reason: null,
    milestone_id: null,
    comments: 0,
    closed_at: null,
    closed_by_id: null,
    is_pull_request: isPullRequest,
  });
  issue.node_id = nodeId('Issue', issue.id);
  return issue;
}

/** Labels that do not exist yet are made, as GitHub does. */
export function labelIds(world: World, repository: Repository, names: readonly string[]): number[] {
  const known = world.github.labels.findBy('repo_id', repository.id);
  return names.map((name) => {
    const label = known.find((candidate) => sameText(candidate.name, name));
    return label ? label.id : insertLabel(world, repository, { name, color: 'ededed', description: null });
  });
}

export function insertLabel(
  world: World,
  repository: Repository,
  fresh: { readonly name: string; readonly color: string; readonly description: string | null },
): number {
  const label = world.github.labels.insert({ ...fresh, node_id: '', repo_id: repository.id, default: false });
  label.node_id = nodeId('Label', label.id);
  return label.id;
}

/** Issues and pull requests share one row of numbers. */
function nextNumber(world: World, repository: Repository): number {
  return Math.max(0, ...world.github.issues.findBy('repo_id', repository.id).map(({ number }) => number)) + 1;
}
