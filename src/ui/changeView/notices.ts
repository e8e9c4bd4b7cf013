import { onOneLine } from '../../base/text.ts';
import type { OtherPullRequest } from '../../change/hostedChange.ts';
import { linkInWords, type Link } from '../../change/links.ts';
import type { Change } from '../../change/observedChange.ts';
import { unreadTeams, type UnreadTeam } from '../../change/unreadTeams.ts';
import { list } from '../../procedure/wording.ts';
import { icon, leaf, type Node } from './node.ts';
import { briefMomentOf, momentOf, t } from '../language.ts';

/** What to know beside the steps: about the rules that hold, and about what is shown. */
export function notices({ procedureSource, otherPullRequests, record }: Change): readonly Node[] {
  const { problem, differsHere, baseBranch } = procedureSource;
  return [
    ...(problem === undefined ? [] : [noticeNode('warning', t`ENG-PROC-003 as it comes is used`, problem)]),
    ...(differsHere
      ? [
          noticeNode(
            'info',
            t`Your procedure file does not count yet`,
            t`The procedure file here is not the one on ${baseBranch}. The one on ${baseBranch} judges this change; yours counts once it is merged.`,
          ),
        ]
      : []),
    ...otherPullRequests.map(otherNode),
    ...unreadNodes(unreadTeams(record)),
  ];
}

/** Whoever looks at only one of them could take the approvals of one for those of the other. */
function otherNode({ number, url, baseRef }: OtherPullRequest): Node {
  const into = onOneLine(baseRef);
  return noticeNode(
    'warning',
    t`#${number} is open too`,
    t`into ${into}`,
    t`Pull request #${number} from this branch, into ${into}, is open too. What is shown here is about the newest one; close the one that is not meant. Click to open #${number}.`,
    { url, where: 'host' },
  );
}

/** The steps say that a role is unknown; why, and what to do, is the same for all of them. */
function unreadNodes(unread: readonly UnreadTeam[]): readonly Node[] {
  const [first] = unread;
  if (!first) {
    return [];
  }
  const link = unread.map(({ reason }) => linkInWords(reason)).find(Boolean);
  const names = list(
    unread.map(({ team }) => onOneLine(team)),
    'and',
  );
  const reasons = unread.map(({ reason }) => reason).join('\n\n');
  return [noticeNode('warning', t`Members could not be read`, t`of ${names}`, reasons, link)];
}

/** What is shown was read earlier, by another window perhaps. */
export function lastKnownNotice(at: Date): Node {
  return noticeNode(
    'history',
    t`Last known`,
    t`as of ${briefMomentOf(at)}`,
    t`What follows is as of ${momentOf(at)}.`,
  );
}

function noticeNode(
  kind: 'info' | 'warning' | 'history',
  label: string,
  detail: string,
  tooltip = detail,
  link?: Link,
): Node {
  return leaf({
    label,
    description: detail,
    icon: icon(kind, kind === 'warning' ? 'list.warningForeground' : 'descriptionForeground'),
    tooltip,
    spoken: `${label}: ${detail}`,
    link,
  });
}
