/** GitHub's JSON of what many answers hold. Addresses of the API are under `/api/v3`, as on an Enterprise Server. */
import type { Issue, Label, Repository, User } from '../store.ts';
import type { World } from '../world.ts';

/** GitHub's times have whole seconds. */
export function time(value: string): string;
export function time(value: string | null): string | null;
export function time(value: string | null): string | null {
  return value === null ? null : `${value.slice(0, 19)}Z`;
}

export function repositoryUrl(world: World, repository: Repository): string {
  return `${world.apiUrl}/repos/${repository.full_name}`;
}

/** The login of the person or organisation that a repository belongs to. */
export function ownerOf({ full_name }: Repository): string {
  return full_name.split('/')[0] ?? '';
}

export function simpleUser(world: World, id: number | null): Record<string, unknown> | null {
  const user = id === null ? undefined : world.github.users.get(id);
  return user ? userJson(world, user) : null;
}

export function userJson(world: World, user: User): Record<string, unknown> {
  return {
    login: user.login,
    id: user.id,
    node_id: user.node_id,
    ...accountLinks(world, user.login),
    type: user.type,
    site_admin: user.site_admin,
  };
}

/** The addresses that every person, bot and organisation has. */
export function accountLinks(world: World, login: string): Record<string, string> {
  const name = encodeURIComponent(login);
  const url = `${world.apiUrl}/users/${name}`;
  return {
    avatar_url: `${world.url}/avatars/${name}`,
    gravatar_id: '',
    url,
    html_url: `${world.url}/${name}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
  };
}

function labelJson(world: World, repository: Repository, label: Label): Record<string, unknown> {
  return {
    id: label.id,
    node_id: label.node_id,
    url: `${repositoryUrl(world, repository)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    description: label.description,
    color: label.color,
    default: label.default,
  };
}

/** An issue, or a pull request as an issue. */
export function issueJson(world: World, repository: Repository, issue: Issue): Record<string, unknown> {
  const { github } = world;
  const url = `${repositoryUrl(world, repository)}/issues/${issue.number}`;
  const assignees = issue.assignee_ids.map((id) => simpleUser(world, id));
  return {
    url,
    repository_url: repositoryUrl(world, repository),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    timeline_url: `${url}/timeline`,
    html_url: `${world.url}/${repository.full_name}/${issue.is_pull_request ? 'pull' : 'issues'}/${issue.number}`,
    id: issue.id,
    node_id: issue.node_id,
    number: issue.number,
    title: issue.title,
    user: simpleUser(world, issue.user_id),
    labels: issue.label_ids.flatMap((id) => {
      const label = github.labels.get(id);
      return label ? [labelJson(world, repository, label)] : [];
    }),
    state: issue.state,
    state_reason: issue.state_reason,
    locked: issue.locked,
    active_lock_reason: issue.active_lock_reason,
    assignee: assignees[0] ?? null,
    assignees,
    milestone: null,
    comments: issue.comments,
    created_at: time(issue.created_at),
    updated_at: time(issue.updated_at),
    closed_at: time(issue.closed_at),
    closed_by: simpleUser(world, issue.closed_by_id),
    author_association: 'MEMBER',
    body: issue.body,
    reactions: noReactions(`${url}/reactions`),
    performed_via_github_app: null,
    ...(issue.is_pull_request && {
      draft: pullOf(world, issue)?.draft ?? false,
      pull_request: pullLinks(world, repository, issue),
    }),
  };
}

function pullLinks(world: World, repository: Repository, issue: Issue): Record<string, unknown> {
  const page = `${world.url}/${repository.full_name}/pull/${issue.number}`;
  return {
    url: `${repositoryUrl(world, repository)}/pulls/${issue.number}`,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    merged_at: time(pullOf(world, issue)?.merged_at ?? null),
  };
}

function pullOf(world: World, issue: Issue): { draft: boolean; merged_at: string | null } | undefined {
  const pulls = world.github.pullRequests.findBy('number', issue.number);
  return pulls.find(({ repo_id }) => repo_id === issue.repo_id);
}

function noReactions(url: string): Record<string, unknown> {
  const kinds = ['+1', '-1', 'laugh', 'hooray', 'confused', 'heart', 'rocket', 'eyes'];
  return { url, total_count: 0, ...Object.fromEntries(kinds.map((kind) => [kind, 0])) };
}
