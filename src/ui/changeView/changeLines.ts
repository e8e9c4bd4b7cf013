import { pullRequestLink, ticketLink, type Link } from '../../change/links.ts';
import type { Change } from '../../change/observedChange.ts';
import { changeState, type ChangeTone } from '../../procedure/changeState.ts';
import { onOneLine } from '../../base/text.ts';
import type { GitRepository } from '../gitExtension.ts';
import { icon, leaf, tooltip, type Node } from './node.ts';

/** What the change is called: its pull request, before there is one its ticket. */
export function changeLine(change: Change): Node {
  const { record, report, ticketKey } = change;
  const { words, tone } = changeState(change);
  const label = record.pullRequest
    ? `#${record.pullRequest.number} ${record.pullRequest.title}`
    : record.ticket
      ? `${record.ticket.key} ${record.ticket.title}`
      : ticketKey === undefined
        ? 'No ticket'
        : `Ticket ${ticketKey}`;
  const link: Link | undefined = pullRequestLink(record) ?? ticketLink(record);
  const node = leaf({
    label: onOneLine(label),
    description: words,
    icon: toneIcons[tone],
    tooltip: tooltip(label, [
      words,
      record.pullRequest
        ? `into ${record.pullRequest.baseRef}, by @${record.pullRequest.author}`
        : 'There is no pull request yet.',
      `${report.procedure.id}, ${change.procedure.title}`,
    ]),
    spoken: `${record.pullRequest ? 'Pull request' : 'Change'} ${label}, ${words}`,
    link,
    kind: 'change',
  });
  return node;
}

export function branchLine(branch: string, git: GitRepository | undefined): Node {
  const { upstream, ahead = 0, behind = 0 } = git?.state.HEAD ?? {};
  return leaf({
    label: branch,
    description: upstream
      ? ['published', ahead > 0 ? `${ahead}↑` : '', behind > 0 ? `${behind}↓` : ''].join(' ').trim()
      : 'not published',
    icon: icon('git-branch'),
    tooltip: tooltip(branch, [
      upstream ? `tracks ${upstream.remote}/${upstream.name}` : 'not published yet: only this clone has it',
      ahead > 0
        ? `${ahead} of its commits ${ahead === 1 ? 'is' : 'are'} not pushed yet: GitHub, and so the steps below, do not know of them`
        : undefined,
    ]),
    spoken: `Branch ${branch}, ${upstream ? 'published' : 'not published'}${ahead > 0 ? `, ${ahead} not pushed` : ''}${behind > 0 ? `, ${behind} behind` : ''}`,
    kind: 'branch',
  });
}

const toneIcons: Readonly<Record<ChangeTone, ReturnType<typeof icon>>> = {
  good: icon('verified-filled', 'testing.iconPassed'),
  open: icon('git-pull-request', 'descriptionForeground'),
  blocked: icon('git-pull-request', 'testing.iconFailed'),
  violated: icon('error', 'testing.iconFailed'),
  unknown: icon('question', 'list.warningForeground'),
};
