import { failureMessage, failureNode } from '../changeView/failure.ts';
import { lastKnownNotice } from '../changeView/notices.ts';
import type { ChangeViewContent } from '../changeView/viewOf.ts';
import { commands } from '../contributions.ts';
import { waitingNodes } from './waitingNodes.ts';
import { isNothing, waitingIn, type WaitingState } from './waitingState.ts';

/** Where nothing waits the view is empty, and VS Code shows the welcome text for the state. */
export function viewOf(state: WaitingState): ChangeViewContent {
  const known = waitingIn(state);
  const lines = known ? waitingNodes(known) : [];
  if (state.kind !== 'failed') {
    return { nodes: lines, message: undefined };
  }
  const lastKnown = known && !isNothing(known) ? [lastKnownNotice(known.at)] : [];
  return {
    // In a row of a narrow side bar it would be cut off.
    message: failureMessage(state.error),
    nodes: [failureNode(state.error, commands.refreshWaiting), ...lastKnown, ...lines],
  };
}
