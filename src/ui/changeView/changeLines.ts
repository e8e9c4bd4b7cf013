import { pullRequestLink, ticketLink } from '../../change/links.ts';
import type { Change } from '../../change/observedChange.ts';
import { offersOfChange } from '../../change/offers.ts';
import { changeState, type ChangeTone } from '../../procedure/changeState.ts';
import { onOneLine } from '../../base/text.ts';
import type { GitRepository } from '../gitExtension.ts';
import { icon, leaf, tooltip, type Node } from './node.ts';
import { t, translated } from '../language.ts';
import { counted } from '../../base/say.ts';

/** How the change as a whole stands, before its title: in a narrow side bar the end of the line is cut off. */
export function changeLine(change: Change): Node {
  const { record, report } = change;
  const state = changeState(change);
  const words = translated(state.words);
  const { key, title } = nameOf(change);
  return leaf({
    label: onOneLine(key === undefined ? words : `${key} · ${words}`),
    description: onOneLine(title),
    icon: toneIcons[state.tone],
    tooltip: tooltip(`${key ?? ''} ${title}`.trim(), [
      words,
      record.pullRequest
        ? t`into ${record.pullRequest.baseRef}, by @${record.pullRequest.author}`
        : t`There is no pull request yet.`,
      `${report.procedure.id}, ${change.procedure.title}`,
    ]),
    spoken: t`Change ${key ?? ''}, ${title}, ${words}`,
    link: pullRequestLink(record) ?? ticketLink(record),
    kind: 'change',
    offers: offersOfChange(change),
  });
}

/** A branch's name may hold the ticket's key without its sign: `fix/8-health` is for #8. */
function nameOf({ record: { pullRequest, ticket }, ticketKey }: Change): {
  readonly key: string | undefined;
  readonly title: string;
} {
  if (pullRequest) {
    return { key: `#${pullRequest.number}`, title: pullRequest.title };
  }
  return ticket
    ? { key: ticket.key, title: ticket.title }
    : { key: ticketKey, title: ticketKey === undefined ? t`no ticket` : '' };
}

export function branchLine(branch: string, git: GitRepository | undefined): Node {
  const { upstream, ahead = 0, behind = 0 } = git?.state.HEAD ?? {};
  return leaf({
    label: branch,
    description: upstream
      ? [t`published`, ahead > 0 ? `${ahead}↑` : '', behind > 0 ? `${behind}↓` : ''].join(' ').trim()
      : t`not published`,
    // The description may be cut off, so the icon says it too.
    icon: upstream && ahead === 0 ? icon('git-branch') : icon('cloud-upload', 'list.warningForeground'),
    tooltip: tooltip(branch, [
      upstream ? t`tracks ${upstream.remote}/${upstream.name}` : t`not published yet: only this clone has it`,
      ahead > 0
        ? counted(
            ahead,
            t`One of its commits is not pushed yet: GitHub, and so the steps below, do not know of it`,
            t`${ahead} of its commits are not pushed yet: GitHub, and so the steps below, do not know of them`,
          )
        : undefined,
    ]),
    spoken: [
      t`Branch ${branch}`,
      upstream ? t`published` : t`not published`,
      ...(ahead > 0 ? [t`${ahead} not pushed`] : []),
      ...(behind > 0 ? [t`${behind} behind`] : []),
    ].join(', '),
    kind: 'branch',
  });
}

const toneIcons: Readonly<Record<ChangeTone, ReturnType<typeof icon>>> = {
  good: icon('verified-filled', 'testing.iconPassed'),
  open: icon('git-pull-request', 'descriptionForeground'),
  blocked: icon('git-pull-request', 'errorForeground'),
  violated: icon('error', 'errorForeground'),
  unknown: icon('question', 'list.warningForeground'),
};
