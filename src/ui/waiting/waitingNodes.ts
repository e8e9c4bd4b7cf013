import * as vscode from 'vscode';
import { onOneLine } from '../../base/text.ts';
import { pullRequestLink } from '../../change/links.ts';
import type { Ask, WaitingChange } from '../../change/waiting.ts';
import type { RoleId } from '../../procedure/procedure.ts';
import { icon, leaf, tooltip, type Node } from '../changeView/node.ts';
import { owners } from '../changeView/looks.ts';
import { commands } from '../contributions.ts';
import { ageOf } from './age.ts';
import type { KnownWaiting, OpenChange, UnreadThere } from './waitingState.ts';
import type { WaitingNode } from './waitingNode.ts';

interface AskLook {
  readonly title: string;
  readonly icon: vscode.ThemeIcon;
}

const looks: Readonly<Record<Ask, AskLook>> = {
  'look-again': { title: t`Look again`, icon: icon('history', 'list.warningForeground') },
  'peer-reviewer': { title: t`Review`, icon: icon('eye') },
  'security-team': { title: t`Review for security`, icon: icon('shield') },
  'qa-team': { title: t`Test and sign off`, icon: icon('beaker') },
  'engineering-lead': { title: t`Give the final approval`, icon: icon('verified') },
  'answer-changes': { title: t`Mine: changes requested`, icon: icon('request-changes', 'errorForeground') },
  complete: { title: t`Mine: to complete`, icon: icon('tasklist') },
  merge: { title: t`Mine: ready to merge`, icon: icon('git-merge', 'testing.iconPassed') },
};

const roleCommands: Readonly<Record<RoleId, string>> = {
  'peer-reviewer': commands.approve,
  'security-team': commands.approve,
  'qa-team': commands.qaSignOff,
  'engineering-lead': commands.giveFinalApproval,
};
import { momentOf, t, translated } from '../language.ts';

/** What waits, grouped by what is asked; then what could not be told. */
export function waitingNodes({ waiting, unread, at }: KnownWaiting): readonly Node[] {
  const repositories = new Set(
    waiting.groups.flatMap(({ changes }) => changes.map(({ change }) => nameOf(change))),
  );
  const groups = waiting.groups.map(({ ask, changes }) =>
    groupNode(
      ask,
      looks[ask],
      changes.map((each) => waitingNode(each, at, repositories.size > 1)),
    ),
  );
  const unknown = [
    ...waiting.undecided.map(({ change, reason }) => undecidedNode(change, translated(reason))),
    ...unread.map(unreadNode),
  ];
  const look = { title: t`Could not be told`, icon: icon('question', 'list.warningForeground') };
  return [...groups, ...(unknown.length > 0 ? [groupNode('unknown', look, unknown)] : [])];
}

function groupNode(id: string, { title, icon: sign }: AskLook, children: readonly Node[]): Node {
  const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.Expanded);
  item.id = `waiting/${id}`;
  item.description = String(children.length);
  item.iconPath = sign;
  item.tooltip = `${title}: ${children.length}`;
  item.accessibilityInformation = { label: `${title}, ${children.length}` };
  return { item, children };
}

function waitingNode(
  { change, ask, role, since, missing: words }: WaitingChange<OpenChange>,
  now: Date,
  withRepository: boolean,
): WaitingNode {
  const { record, git } = change;
  const { number = 0, title = '', author = '', headRef = '' } = record.pullRequest ?? {};
  const label = onOneLine(`#${number} ${title}`);
  const age = ageOf(since, now);
  const missing = translated(words);
  const still = change.report.remaining.map((each) => owners[each.role]).join(', ');
  const fitting =
    git && (role !== undefined ? roleCommands[role] : ask === 'merge' ? commands.merge : undefined);
  const node = leaf({
    label,
    description: withRepository ? nameOf(change) : undefined,
    icon: icon(record.pullRequest?.isDraft === true ? 'git-pull-request-draft' : 'git-pull-request'),
    tooltip: tooltip(label, [
      t`${nameOf(change)}, ${onOneLine(headRef)}, by @${author}`,
      t`${looks[ask].title}, since ${momentOf(since)}`,
      missing,
      still === '' ? undefined : t`Still needed: ${still}`,
    ]),
    spoken: t`${label}, by ${author}, ${looks[ask].title}, ${age}, ${missing}`,
    link: pullRequestLink(record),
    kind: ['waiting', git ? 'here' : 'elsewhere', role ?? ask, role === undefined ? '' : 'for-review'].join(
      ' ',
    ),
  });
  const line: WaitingNode = {
    ...node,
    authority: record.repository.host,
    picked: git && { repository: git, number, title: onOneLine(title) },
    fitting,
  };
  const command = { command: commands.openWaiting, title: t`Open`, arguments: [line] };
  line.item.command = command;
  line.item.id = `waiting/${record.repository.host}/${nameOf(change)}#${number}`;
  line.item.collapsibleState = vscode.TreeItemCollapsibleState.Expanded;
  // Beside the title it would be cut off: the side bar is narrow.
  const detail = leaf({ label: `${age} · ${missing}`, icon: icon('blank'), tooltip: missing });
  detail.item.command = command;
  return { ...line, children: [detail] };
}

function undecidedNode(change: OpenChange, reason: string): Node {
  const { number = 0, title = '' } = change.record.pullRequest ?? {};
  const { url } = change.record.pullRequest ?? {};
  return unknownNode(onOneLine(`#${number} ${title}`), reason, url, change.record.repository.host);
}

function unreadNode({ name, title, url, reason, authority }: UnreadThere): Node {
  return unknownNode(onOneLine(title === undefined ? name : `${name} ${title}`), reason, url, authority);
}

function unknownNode(label: string, reason: string, url: string | undefined, authority: string): Node {
  const node = leaf({
    label,
    description: onOneLine(reason),
    icon: icon('question', 'list.warningForeground'),
    tooltip: tooltip(label, [reason]),
    link: url === undefined ? undefined : { url, where: 'host' },
  });
  const line: Node = { ...node, authority };
  if (line.link) {
    line.item.command = { command: commands.openLink, title: t`Open in Browser`, arguments: [line] };
  }
  return line;
}

function nameOf({ record: { repository } }: OpenChange): string {
  return `${repository.owner}/${repository.name}`;
}
