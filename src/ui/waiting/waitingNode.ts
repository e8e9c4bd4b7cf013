import type { Node } from '../changeView/node.ts';
import type { PickedPullRequest } from '../review/reviewTarget.ts';

/** A pull request among those that wait. */
export interface WaitingNode extends Node {
  /** What the review commands act on; undefined when no clone of its repository is open. */
  readonly picked: PickedPullRequest | undefined;
  /** The command that does what is asked. */
  readonly fitting: string | undefined;
}

export function waitingNodeIn(line: unknown): WaitingNode | undefined {
  return typeof line === 'object' && line !== null && 'picked' in line ? (line as WaitingNode) : undefined;
}

/** The pull request of the line that a command was called on. */
export function pickedIn(line: unknown): PickedPullRequest | undefined {
  return waitingNodeIn(line)?.picked;
}
