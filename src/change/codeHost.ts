import type { PullRequest } from '../procedure/changeRecord.ts';
import type { TicketSummary } from './tracker.ts';

/** The GitHub that holds the repository. Every call may throw a `HumanError`. */
export interface CodeHost {
  /** Login of the person that the token belongs to. */
  viewer(signal: AbortSignal): Promise<string>;
  repository(signal: AbortSignal): Promise<HostedRepository>;
  /**
   * Creates a branch that the host shows on the ticket. The host links only branches that it creates itself,
   * never one that is there already.
   *
   * @returns false where the host has no linked branches, or this person may not make one.
   */
  createLinkedBranch(branch: LinkedBranch, signal: AbortSignal): Promise<boolean>;
  /** Pull requests from this branch, the newest first, whatever their state. */
  pullRequestsFrom(branch: string, signal: AbortSignal): Promise<readonly PullRequest[]>;
  /** By its number; throws when there is none that this person may see. */
  pullRequest(number: number, signal: AbortSignal): Promise<PullRequest>;
}

export interface HostedRepository {
  readonly id: string;
  readonly url: string;
  readonly owner: string;
  readonly name: string;
  readonly defaultBranch: string;
  readonly hasIssues: boolean;
  readonly canPush: boolean;
}

export interface LinkedBranch {
  readonly name: string;
  readonly commit: string;
  readonly ticket: TicketSummary;
}
