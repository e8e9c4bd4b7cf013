import type { ChangeRecord, Deployment, PullRequest } from '../procedure/changeRecord.ts';
import type { ChangeQuestion, HostedChange } from './hostedChange.ts';
import type { HostedRepository } from './hostedRepository.ts';
import type { TicketSummary } from './tracker.ts';

export type { HostedRepository } from './hostedRepository.ts';

/** The GitHub that holds the repository. Every call may throw a `HumanError`. */
export interface CodeHost {
  /** Login of the person that the token belongs to. */
  viewer(signal: AbortSignal): Promise<string>;
  repository(signal: AbortSignal): Promise<HostedRepository>;
  /** Where the repository with this id is now; undefined when it is nowhere that this person may see. */
  repositoryWithId(id: string, signal: AbortSignal): Promise<MovedRepository | undefined>;
  /**
   * Creates a branch that the host shows on the ticket. The host links only branches that it creates itself,
   * never one that is there already.
   *
   * @returns false where the host has no linked branches, or this person may not make one.
   */
  createLinkedBranch(branch: LinkedBranch, signal: AbortSignal): Promise<boolean>;
  /** Pull requests from this branch, the newest first, whatever their state. */
  pullRequestsFrom(branch: string, signal: AbortSignal): Promise<readonly PullRequest[]>;
  /** All that the host knows of a change; throws when not even the repository can be read. */
  readChange(question: ChangeQuestion, signal: AbortSignal): Promise<HostedChange>;
  /**
   * The fingerprint that `readChange` would give now, at little cost.
   *
   * @param number of the pull request that was read, if there was one.
   */
  probeChange(question: ChangeQuestion, number: number | undefined, signal: AbortSignal): Promise<string>;
  /** Members of a team, `organisation/team`, those of child teams included; or why they can't be read. */
  teamMembers(team: string, signal: AbortSignal): Promise<ChangeRecord['teams'][string]>;
  /** The deployments of these commits to an environment that were created since. */
  deployments(
    environment: string,
    commits: ReadonlySet<string>,
    since: Date,
    signal: AbortSignal,
  ): Promise<readonly Deployment[]>;
}

export interface MovedRepository {
  /** `owner/name` */
  readonly fullName: string;
  readonly url: string;
}

export interface LinkedBranch {
  readonly name: string;
  readonly commit: string;
  readonly ticket: TicketSummary;
}
