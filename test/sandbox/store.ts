/** The shapes of the emulator that the sandbox uses; the package has no types for them. */

export interface Entity {
  readonly id: number;
  created_at: string;
  updated_at: string;
}

export interface Collection<T extends Entity> {
  insert(data: Omit<T, keyof Entity>): T;
  get(id: number): T | undefined;
  findBy(field: keyof T, value: unknown): T[];
  findOneBy(field: keyof T, value: unknown): T | undefined;
  update(id: number, data: Partial<T>): T | undefined;
  delete(id: number): boolean;
  all(): T[];
}

export interface Store {
  collection<T extends Entity>(name: string, indexes?: (keyof T)[]): Collection<T>;
}

export interface Context {
  readonly req: {
    readonly raw: Request;
    param(name: string): string;
    query(name: string): string | undefined;
  };
  get(name: 'authUser'): { readonly login: string } | undefined;
}

export interface EmulatedApp {
  on(method: string, path: string, handler: (context: Context) => Promise<Response>): unknown;
  readonly fetch: (request: Request) => Promise<Response>;
}

interface Node extends Entity {
  node_id: string;
}

export interface User extends Node {
  login: string;
  name: string | null;
  email: string | null;
  type: 'User' | 'Bot';
  site_admin: boolean;
}

interface Organization extends Node {
  login: string;
}

export interface Team extends Node {
  org_id: number;
  name: string;
  slug: string;
  description: string | null;
  privacy: string;
  permission: string;
  parent_id: number | null;
}

interface TeamMember extends Entity {
  team_id: number;
  user_id: number;
  role: 'member' | 'maintainer';
}

interface TeamRepository extends Entity {
  team_id: number;
  repo_id: number;
}

export interface Repository extends Node {
  name: string;
  full_name: string;
  owner_id: number;
  owner_type: 'User' | 'Organization';
  fork: boolean;
  forked_from_id: number | null;
  private: boolean;
  description: string | null;
  default_branch: string;
  has_issues: boolean;
  allow_merge_commit: boolean;
  allow_squash_merge: boolean;
  pushed_at: string | null;
}

interface Collaborator extends Entity {
  repo_id: number;
  user_id: number;
  permission: string;
}

export interface Issue extends Node {
  repo_id: number;
  number: number;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  state_reason: 'completed' | 'not_planned' | 'reopened' | 'duplicate' | null;
  locked: boolean;
  active_lock_reason: string | null;
  user_id: number;
  assignee_ids: number[];
  label_ids: number[];
  milestone_id: number | null;
  comments: number;
  closed_at: string | null;
  closed_by_id: number | null;
  is_pull_request: boolean;
}

export interface PullRequest extends Node {
  repo_id: number;
  number: number;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  locked: boolean;
  user_id: number;
  assignee_ids: number[];
  label_ids: number[];
  milestone_id: number | null;
  head_ref: string;
  head_sha: string;
  head_repo_id: number;
  base_ref: string;
  base_sha: string;
  base_repo_id: number;
  merged: boolean;
  merged_at: string | null;
  merged_by_id: number | null;
  merge_commit_sha: string | null;
  mergeable: boolean | null;
  mergeable_state: string;
  comments: number;
  review_comments: number;
  commits: number;
  additions: number;
  deletions: number;
  changed_files: number;
  draft: boolean;
  requested_reviewer_ids: number[];
  requested_team_ids: number[];
  closed_at: string | null;
  auto_merge: null;
}

export interface Label extends Node {
  repo_id: number;
  name: string;
  description: string | null;
  color: string;
  default: boolean;
}

interface Comment extends Node {
  repo_id: number;
  issue_number: number | null;
  comment_type: 'issue' | 'review' | 'commit';
  user_id: number;
  body: string;
}

export interface Review extends Node {
  repo_id: number;
  pull_number: number;
  user_id: number;
  body: string | null;
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED' | 'PENDING';
  commit_id: string;
  submitted_at: string | null;
}

interface Branch extends Entity {
  repo_id: number;
  name: string;
  sha: string;
  protected: boolean;
}

interface Ref extends Node {
  repo_id: number;
  ref: string;
  sha: string;
}

export interface Commit extends Node {
  repo_id: number;
  sha: string;
  message: string;
  author_name: string;
  author_email: string;
  author_date: string;
  committer_name: string;
  committer_email: string;
  committer_date: string;
  tree_sha: string;
  parent_shas: string[];
  user_id: number | null;
}

export interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly type: 'blob' | 'tree' | 'commit';
  readonly sha: string;
  readonly size?: number;
}

export interface Tree extends Node {
  repo_id: number;
  sha: string;
  tree: TreeEntry[];
  truncated: boolean;
}

export interface Blob extends Node {
  repo_id: number;
  sha: string;
  content: string;
  encoding: 'utf-8' | 'base64';
  size: number;
}

interface CheckRun extends Node {
  repo_id: number;
  head_sha: string;
  name: string;
  status: string;
  conclusion: string | null;
  started_at: string | null;
  completed_at: string | null;
  details_url: string | null;
}

export interface GitHubStore {
  readonly users: Collection<User>;
  readonly orgs: Collection<Organization>;
  readonly teams: Collection<Team>;
  readonly teamMembers: Collection<TeamMember>;
  readonly teamRepos: Collection<TeamRepository>;
  readonly repos: Collection<Repository>;
  readonly collaborators: Collection<Collaborator>;
  readonly issues: Collection<Issue>;
  readonly pullRequests: Collection<PullRequest>;
  readonly labels: Collection<Label>;
  readonly comments: Collection<Comment>;
  readonly reviews: Collection<Review>;
  readonly branches: Collection<Branch>;
  readonly refs: Collection<Ref>;
  readonly commits: Collection<Commit>;
  readonly trees: Collection<Tree>;
  readonly blobs: Collection<Blob>;
  readonly checkRuns: Collection<CheckRun>;
}

/** An issue or a pull request of a repository by its number. */
export function byNumber<T extends Issue | PullRequest>(
  rows: Collection<T>,
  repository: Repository,
  number: number,
): T | undefined {
  return rows.findBy('number', number).find((row) => row.repo_id === repository.id);
}
