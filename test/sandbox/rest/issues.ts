import { insertIssue, labelIds } from '../entities/issue.ts';
import { sameText } from '../entities/text.ts';
import type { Issue, Repository } from '../store.ts';
import type { World } from '../world.ts';
import type { Call } from './call.ts';
import { GitHubError, invalid } from './errors.ts';
import { listIssues } from './issueList.ts';
import { levels, permissionOf } from './permissions.ts';
import { issueJson, userJson } from './represent.ts';
import { created, noContent, type Routes } from './respond.ts';

const repository = '/repos/:owner/:repo';
const one = `${repository}/issues/:number`;

export const issueRoutes: Routes = {
  [`GET ${repository}/issues`]: (call) => {
    const found = requireIssues(call.repository);
    const issues = listIssues(call, call.world.github.issues.findBy('repo_id', found.id));
    return call.page(issues, (issue) => issueJson(call.world, found, issue));
  },
  [`POST ${repository}/issues`]: (call) => {
    const issue = createIssue(call, requireIssues(call.repository));
    return created(issueJson(call.world, call.repository, issue));
  },
  [`GET ${one}`]: (call) => issueJson(call.world, call.repository, call.issue),
  [`PATCH ${one}`]: (call) => {
    const { issue } = call;
    if (issue.user_id !== call.user.id || call.body['labels'] !== undefined) {
      requireTriage(call);
    }
    return issueJson(call.world, call.repository, changeIssue(call, issue));
  },
  [`POST ${one}/assignees`]: (call) => {
    requireTriage(call);
    const ids = new Set([...call.issue.assignee_ids, ...assignable(call, call.texts('assignees') ?? [])]);
    const issue = changed(call.world, call.issue, { assignee_ids: [...ids] });
    return created(issueJson(call.world, call.repository, issue));
  },
  [`DELETE ${one}/assignees`]: (call) => {
    requireTriage(call);
    const removed = new Set(assignable(call, call.texts('assignees') ?? []));
    const kept = call.issue.assignee_ids.filter((id) => !removed.has(id));
    return issueJson(call.world, call.repository, changed(call.world, call.issue, { assignee_ids: kept }));
  },
  [`GET ${repository}/assignees`]: (call) => {
    const { world } = call;
    const users = world.github.users
      .all()
      .filter((user) => canBeAssigned(world, call.repository, user.login));
    return call.page(users, (user) => userJson(world, user));
  },
  [`GET ${repository}/assignees/:assignee`]: (call) => {
    if (!canBeAssigned(call.world, call.repository, call.parameter('assignee'))) {
      throw new GitHubError(404, 'Not Found');
    }
    return noContent();
  },
};

function requireIssues(found: Repository): Repository {
  if (!found.has_issues) {
    throw new GitHubError(410, 'Issues are disabled for this repo');
  }
  return found;
}

function requireTriage(call: Call): void {
  const level = permissionOf(call.world, call.repository, call.user);
  if (levels.indexOf(level) < levels.indexOf('triage')) {
    throw new GitHubError(403, 'Must have triage rights to Repository.');
  }
}

function createIssue(call: Call, found: Repository): Issue {
  const title = typeof call.body['title'] === 'number' ? String(call.body['title']) : call.text('title');
  if (title === undefined || title.trim() === '') {
    throw invalid({ resource: 'Issue', field: 'title', code: 'missing_field' });
  }
  // Only those who may triage set labels and assignees; GitHub drops them silently for others.
  const triages = levels.indexOf(permissionOf(call.world, found, call.user)) >= levels.indexOf('triage');
  return insertIssue(call.world, found, {
    title: title.trim(),
    body: call.text('body') ?? null,
    user_id: call.user.id,
    assignee_ids: triages ? assignable(call, call.texts('assignees') ?? []) : [],
    label_ids: triages ? labelIds(call.world, found, labelNames(call)) : [],
  });
}

function changeIssue(call: Call, issue: Issue): Issue {
  const { body, world } = call;
  const title = call.text('title');
  if (title?.trim() === '') {
    throw invalid({ resource: 'Issue', field: 'title', code: 'missing_field' });
  }
  const assignees = call.texts('assignees');
  return changed(world, issue, {
    ...(title !== undefined && { title: title.trim() }),
    ...('body' in body && { body: call.text('body') ?? null }),
    ...(body['labels'] !== undefined && { label_ids: labelIds(world, call.repository, labelNames(call)) }),
    ...(assignees && { assignee_ids: assignable(call, assignees) }),
    ...stateChange(call, issue),
  });
}

function stateChange(call: Call, issue: Issue): Partial<Issue> {
  const state = call.text('state');
  const reason = call.text('state_reason') as Issue['state_reason'] | undefined;
  if (state === 'closed') {
    const closing = issue.state === 'open';
    return {
      state,
      state_reason: reason ?? (closing ? 'completed' : issue.state_reason),
      ...(closing && { closed_at: new Date().toISOString(), closed_by_id: call.user.id }),
    };
  }
  if (state === 'open' && issue.state === 'closed') {
    return { state, state_reason: 'reopened', closed_at: null, closed_by_id: null };
  }
  return {};
}

/** What a pull request shares with its issue is kept in two rows. */
function changed(world: World, issue: Issue, patch: Partial<Issue>): Issue {
  const pulls = world.github.pullRequests.findBy('repo_id', issue.repo_id);
  const pull = issue.is_pull_request ? pulls.find(({ number }) => number === issue.number) : undefined;
  if (pull) {
    const { title, body, state, closed_at, label_ids, assignee_ids } = { ...issue, ...patch };
    world.github.pullRequests.update(pull.id, { title, body, state, closed_at, label_ids, assignee_ids });
  }
  return world.github.issues.update(issue.id, patch) ?? issue;
}

/** Who cannot be assigned is left out without a word, as on GitHub; at most ten people. */
function assignable(call: Call, logins: readonly string[]): number[] {
  const { world, repository: found } = call;
  const users = logins
    .filter((login) => canBeAssigned(world, found, login))
    .flatMap((login) => world.github.users.all().filter((user) => sameText(user.login, login)));
  return users.map((user) => user.id).slice(0, 10);
}

function canBeAssigned(world: World, found: Repository, login: string): boolean {
  const user = world.github.users.all().find((candidate) => sameText(candidate.login, login));
  return user?.type === 'User' && permissionOf(world, found, user) !== 'none';
}

function labelNames(call: Call): string[] {
  const labels = Array.isArray(call.body['labels']) ? (call.body['labels'] as unknown[]) : [];
  return labels.flatMap((label) => {
    const name = typeof label === 'object' && label !== null && 'name' in label ? label.name : label;
    return typeof name === 'string' ? [name] : [];
  });
}
