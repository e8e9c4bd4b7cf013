import type { Change } from '../../change/observedChange.ts';
import { briefMomentOf, icon, leaf, momentOf, type Node } from './node.ts';

/** What to know beside the steps: about the rules that hold, and about what is shown. */
export function notices({ procedureSource }: Change): readonly Node[] {
  const { problem, differsHere, baseBranch } = procedureSource;
  return [
    ...(problem === undefined ? [] : [noticeNode('warning', 'ENG-PROC-003 as it comes is used', problem)]),
    ...(differsHere
      ? [
          noticeNode(
            'info',
            'Your procedure file does not count yet',
            `The procedure file here is not the one on ${baseBranch}. The one on ${baseBranch} judges this change; yours counts once it is merged.`,
          ),
        ]
      : []),
  ];
}

/** What is shown was read earlier, by another window perhaps. */
export function lastKnownNotice(at: Date): Node {
  return noticeNode(
    'history',
    'Last known',
    `as of ${briefMomentOf(at)}`,
    `What follows is as of ${momentOf(at)}.`,
  );
}

function noticeNode(
  kind: 'info' | 'warning' | 'history',
  label: string,
  detail: string,
  tooltip = detail,
): Node {
  return leaf({
    label,
    description: detail,
    icon: icon(kind, kind === 'warning' ? 'list.warningForeground' : 'descriptionForeground'),
    tooltip,
    spoken: `${label}: ${detail}`,
  });
}
