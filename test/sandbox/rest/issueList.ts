import { sameText } from '../entities/text.ts';
import type { Issue } from '../store.ts';
import type { Call } from './call.ts';

/** The issues that the query of a list asks for, in its order. */
export function listIssues(call: Call, issues: readonly Issue[]): Issue[] {
  return sorted(filtered(call, issues), call.query);
}

function filtered(call: Call, issues: readonly Issue[]): Issue[] {
  const { query, world } = call;
  const state = query.get('state') ?? 'open';
  const since = query.get('since');
  const assignee = query.get('assignee');
  const creator = query.get('creator');
  const labels = (query.get('labels') ?? '').split(',').filter(Boolean);
  const loginIs = (id: number, login: string): boolean =>
    sameText(world.github.users.get(id)?.login ?? '', login);
  return issues.filter(
    (issue) =>
      (state === 'all' || issue.state === state) &&
      (!since || Date.parse(issue.updated_at) >= Date.parse(since)) &&
      (!creator || loginIs(issue.user_id, creator)) &&
      (!assignee || matchesAssignee(issue, assignee, loginIs)) &&
      labels.every((name) =>
        issue.label_ids.some((id) => sameText(world.github.labels.get(id)?.name ?? '', name)),
      ),
  );
}

function matchesAssignee(
  issue: Issue,
  wanted: string,
  loginIs: (id: number, login: string) => boolean,
): boolean {
  if (wanted === 'none' || wanted === '*') {
    return (issue.assignee_ids.length === 0) === (wanted === 'none');
  }
  return issue.assignee_ids.some((id) => loginIs(id, wanted));
}

function sorted(issues: readonly Issue[], query: URLSearchParams): Issue[] {
  const key = query.get('sort') ?? 'created';
  const value = (issue: Issue): number =>
    key === 'comments' ? issue.comments : Date.parse(key === 'updated' ? issue.updated_at : issue.created_at);
  const direction = query.get('direction') === 'asc' ? 1 : -1;
  return issues.toSorted((a, b) => direction * (value(a) - value(b) || a.number - b.number));
}
