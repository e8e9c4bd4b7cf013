import type { CurrentChange, Known } from '../currentChange.ts';
import { branchLine, changeLine } from './changeLines.ts';
import { failureMessage, failureNode } from './failure.ts';
import type { Node } from './node.ts';
import { lastKnownNotice, notices } from './notices.ts';
import { stepNode } from './stepNode.ts';
import { stillNeeded } from './stillNeeded.ts';

/** What the view shows of a state: its lines, and the text above them. */
export interface ChangeViewContent {
  readonly nodes: readonly Node[];
  readonly message: string | undefined;
}

/** Where there is no change the view is empty, and VS Code shows the welcome text for the state. */
export function viewOf(state: CurrentChange): ChangeViewContent {
  switch (state.kind) {
    case 'change':
      return {
        message: undefined,
        nodes: [...(state.isLastKnown ? [lastKnownNotice(state.at)] : []), ...changeNodes(state)],
      };
    case 'failed': {
      const { error, last } = state;
      return {
        // In a row of a narrow side bar it would be cut off.
        message: failureMessage(error),
        nodes: [failureNode(error), ...(last ? [lastKnownNotice(last.at), ...changeNodes(last)] : [])],
      };
    }
    default:
      return { message: undefined, nodes: [] };
  }
}

function changeNodes({ change, git }: Known): readonly Node[] {
  const { steps } = change.report;
  const next = steps.find(({ status }) => status === 'waiting' || status === 'unknown');
  return [
    changeLine(change),
    branchLine(change.branch, git),
    ...notices(change),
    ...steps.map((step) => stepNode(step, change, step === next || step.status === 'blocked')),
    ...stillNeeded(change),
  ];
}
