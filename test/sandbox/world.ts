import type { Comparison } from './git/comparison.ts';
import type { GitRepositories } from './git/repositories.ts';
import type { Collection, Entity, GitHubStore } from './store.ts';

/** What every part of the sandbox works on. */
export interface World {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Where the REST API answers: `${url}/api/v3`. */
  readonly apiUrl: string;
  readonly github: GitHubStore;
  readonly extra: ExtraStore;
  readonly git: GitRepositories;
  /** By {@link comparisonKey}; git is asked where there is none. */
  readonly comparisons: Map<string, Comparison>;
  readonly mergeRules: MergeRules;
  /** The ids of repositories by the names, `owner/name`, that they had before. */
  readonly moved: Map<string, number>;
  /** Logins whose tokens the organisation wants to see authorised by single sign-on first. */
  readonly unauthorized: Set<string>;
  /** Login by token. */
  readonly logins: ReadonlyMap<string, string>;
  /** Asks the emulator, or a route of ours, in the name of a person. `path` is without `/api/v3`. */
  ask(path: string, login: string): Promise<unknown>;
}

/** What the base branch asks of a merge; a test sets it on `sandbox.mergeRules`. */
export interface MergeRules {
  /** Approving reviews of people with write access. */
  approvals: number;
  /** Changes are merged by the queue only. */
  queue: boolean;
}

/** What GitHub keeps and the emulator does not. */
export interface ExtraStore {
  readonly statuses: Collection<CommitStatus>;
  readonly deployments: Collection<Deployment>;
  readonly deploymentStatuses: Collection<DeploymentStatus>;
  readonly linkedBranches: Collection<LinkedBranch>;
  readonly dismissals: Collection<Dismissal>;
  readonly reviewRequests: Collection<TeamReviewRequest>;
  readonly mergeQueue: Collection<MergeQueueEntry>;
  readonly contentEdits: Collection<ContentEdit>;
  readonly protections: Collection<Protection>;
  readonly boardStatuses: Collection<BoardStatus>;
  readonly rulesets: Collection<Ruleset>;
  readonly landings: Collection<Landing>;
}

export interface CommitStatus extends Entity {
  repo_id: number;
  sha: string;
  state: 'error' | 'failure' | 'pending' | 'success';
  context: string;
  description: string | null;
  target_url: string | null;
  creator_id: number;
}

export interface Deployment extends Entity {
  repo_id: number;
  sha: string;
  ref: string;
  task: string;
  payload: Record<string, unknown> | string;
  environment: string;
  description: string | null;
  transient_environment: boolean;
  production_environment: boolean;
  creator_id: number;
}

export type DeploymentState =
  'error' | 'failure' | 'inactive' | 'in_progress' | 'queued' | 'pending' | 'success';

export interface DeploymentStatus extends Entity {
  deployment_id: number;
  state: DeploymentState;
  description: string;
  environment: string;
  log_url: string;
  environment_url: string;
  creator_id: number;
}

export interface LinkedBranch extends Entity {
  issue_id: number;
  repo_id: number;
  name: string;
}

/** What a review was before it was dismissed. */
interface Dismissal extends Entity {
  review_id: number;
  previous_state: 'APPROVED' | 'CHANGES_REQUESTED';
  message: string;
  actor_id: number;
}

/** A pull request that waits in the queue of its base branch, in the order of the ids. */
interface MergeQueueEntry extends Entity {
  pull_id: number;
  enqueuer_id: number;
}

/** A text that a description had, the first one included once there is a second. */
interface ContentEdit extends Entity {
  pull_id: number;
  text: string;
  editor_id: number;
}

/** Branch protection: the checks that must pass. */
interface Protection extends Entity {
  repo_id: number;
  branch: string;
  contexts: readonly string[];
}

/** Where an issue was moved to on the board. */
interface BoardStatus extends Entity {
  issue_id: number;
  option: string;
}

/** Rules for the branches that the patterns name: the checks that must pass. */
export interface Ruleset extends Entity {
  repo_id: number;
  name: string;
  enforcement: 'active' | 'evaluate' | 'disabled';
  include: readonly string[];
  exclude: readonly string[];
  checks: readonly { readonly context: string; readonly integration_id?: number }[];
}

/** A commit that a merge brought to the base branch: those of the pull request, and those that the merge made. */
interface Landing extends Entity {
  sha: string;
  pull_id: number;
}

/** A team that was asked to review; it stays when one of its members has answered. */
interface TeamReviewRequest extends Entity {
  pull_id: number;
  team_id: number;
}
