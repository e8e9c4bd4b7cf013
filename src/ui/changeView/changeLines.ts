import * as vscode from 'vscode';
import type { Finding, Step, StepStatus } from '../../procedure/report.ts';
import { stepTexts } from '../../procedure/stepTexts.ts';
import type { PullRequest } from '../../procedure/changeRecord.ts';
import type { TicketSummary } from '../../change/tracker.ts';
import { commands } from '../contributions.ts';
import type { GitRepository } from '../gitExtension.ts';

/** A line of the view, and the lines below it. */
export interface Node {
  readonly item: vscode.TreeItem;
  readonly children: readonly Node[];
}

export function ticketNode(
  ticket: TicketSummary | undefined,
  key: string | undefined,
  unreadReason: string | undefined,
): Node {
  if (!ticket) {
    const item = new vscode.TreeItem(key === undefined ? 'No ticket' : `Ticket ${key}`);
    item.iconPath = icon(unreadReason === undefined ? 'issues' : 'question', 'descriptionForeground');
    item.description = unreadReason === undefined ? 'this branch names none' : 'could not be read';
    item.tooltip =
      unreadReason ?? 'The branch’s name holds no ticket. Start Change creates a branch that does.';
    return leaf(item);
  }
  const item = new vscode.TreeItem(`${ticket.key} ${ticket.title}`);
  const open = ticket.state === 'open';
  item.iconPath = open ? icon('issues', 'testing.iconPassed') : icon('pass', 'charts.purple');
  item.description = open ? 'open' : 'closed';
  item.tooltip = tooltip(`${ticket.key} ${ticket.title}`, [
    open ? 'Open' : 'Closed',
    `created by @${ticket.createdBy} ${dateOf(ticket.createdAt)}`,
    ...(ticket.assignees.length > 0
      ? [`assigned to ${ticket.assignees.map((login) => `@${login}`).join(', ')}`]
      : []),
  ]);
  item.contextValue = 'ticket';
  item.command = { command: commands.openTicket, title: 'Open Ticket' };
  item.accessibilityInformation = { label: `Ticket ${ticket.key}, ${ticket.title}, ${item.description}` };
  return leaf(item);
}

export function branchNode(branch: string, git: GitRepository): Node {
  const item = new vscode.TreeItem(branch);
  const { upstream, ahead = 0, behind = 0 } = git.state.HEAD ?? {};
  item.iconPath = new vscode.ThemeIcon('git-branch');
  item.description = upstream
    ? ['published', ahead > 0 ? `${ahead}↑` : '', behind > 0 ? `${behind}↓` : ''].join(' ').trim()
    : 'not published';
  item.tooltip = tooltip(branch, [
    upstream ? `tracks ${upstream.remote}/${upstream.name}` : 'not published yet: only this clone has it',
  ]);
  item.contextValue = 'branch';
  item.accessibilityInformation = { label: `Branch ${branch}, ${item.description}` };
  return leaf(item);
}

export function pullRequestNode(
  pullRequest: PullRequest | null,
  missing: Finding | undefined,
  unreadReason: string | undefined,
): Node {
  if (!pullRequest) {
    const item = new vscode.TreeItem(unreadReason === undefined ? 'No pull request yet' : 'Pull request');
    item.iconPath = icon(
      unreadReason === undefined ? 'git-pull-request' : 'question',
      'descriptionForeground',
    );
    item.description = unreadReason === undefined ? '' : 'could not be read';
    item.tooltip = unreadReason ?? missing?.message;
    return leaf(item);
  }
  const { number, title, state, isDraft } = pullRequest;
  const item = new vscode.TreeItem(`#${number} ${title}`);
  item.iconPath = new vscode.ThemeIcon(
    state === 'merged' ? 'git-merge' : isDraft ? 'git-pull-request-draft' : 'git-pull-request',
  );
  item.description = isDraft && state === 'open' ? 'draft' : state;
  item.tooltip = tooltip(`#${number} ${title}`, [
    item.description,
    `into ${pullRequest.baseRef}`,
    `by @${pullRequest.author}`,
  ]);
  item.contextValue = 'pullRequest';
  item.command = { command: commands.openPullRequest, title: 'Open Pull Request' };
  item.accessibilityInformation = { label: `Pull request ${number}, ${title}, ${item.description}` };
  return leaf(item);
}

export function stepNode(step: Step, extra: readonly Node[]): Node {
  const { title, text } = stepTexts[step.id];
  const owner = owners[step.role];
  const children = [...extra, ...step.findings.map(findingNode)];
  const isOpen = step.status === 'blocked' || (step.status === 'waiting' && step.role === 'developer');
  const item = new vscode.TreeItem(
    `${step.number} ${title}`,
    children.length === 0
      ? vscode.TreeItemCollapsibleState.None
      : isOpen
        ? vscode.TreeItemCollapsibleState.Expanded
        : vscode.TreeItemCollapsibleState.Collapsed,
  );
  item.id = step.id;
  item.iconPath = statusIcons[step.status];
  item.description = stepDescription(step.status, owner);
  item.tooltip = tooltip(`Step ${step.number}: ${title}`, [`${owner}: ${text}`, step.controls.join(', ')]);
  item.accessibilityInformation = {
    label: `Step ${step.number}, ${title}, ${owner}, ${statusWords[step.status]}`,
  };
  return { item, children };
}

/** Short, because the side bar is narrow: for whom one waits is what one wants to know, that one waits says the icon. */
function stepDescription(status: StepStatus, owner: string): string {
  switch (status) {
    case 'waiting':
      return owner;
    case 'not-required':
      return statusWords[status];
    default:
      return `${owner} · ${statusWords[status]}`;
  }
}

/** Tells what went wrong where the answer would be, with a way to try again. */
export function failureNode(reason: string, at: Date | undefined): Node {
  const item = new vscode.TreeItem('Could not be read');
  item.iconPath = icon('warning', 'list.warningForeground');
  item.description = reason;
  item.tooltip = [
    reason,
    ...(at ? [`What follows is as of ${at.toLocaleTimeString()}.`] : []),
    'Click to retry.',
  ].join('\n');
  item.command = { command: commands.refresh, title: 'Refresh' };
  item.contextValue = 'failure';
  item.accessibilityInformation = { label: `Could not be read: ${reason}. Press Enter to retry.` };
  return leaf(item);
}

/** Something to know that is no failure. */
export function noticeNode(label: string, detail: string): Node {
  const item = new vscode.TreeItem(label);
  item.iconPath = icon('info', 'descriptionForeground');
  item.description = detail;
  item.tooltip = detail;
  return leaf(item);
}

function findingNode({ message, severity }: Finding): Node {
  const item = new vscode.TreeItem(message);
  item.iconPath = severityIcons[severity];
  item.tooltip = message;
  item.accessibilityInformation = { label: message };
  return leaf(item);
}

const owners: Readonly<Record<Step['role'], string>> = {
  developer: 'Developer',
  'peer-reviewer': 'Peer Reviewer',
  'security-team': 'Security Team',
  'qa-team': 'QA Team',
  'engineering-lead': 'Engineering Lead',
};

const statusWords: Readonly<Record<StepStatus, string>> = {
  done: 'done',
  waiting: 'waiting',
  blocked: 'blocked',
  'not-required': 'not required',
  unknown: 'unknown',
};

const statusIcons: Readonly<Record<StepStatus, vscode.ThemeIcon>> = {
  done: icon('pass-filled', 'testing.iconPassed'),
  waiting: icon('circle-large-outline', 'descriptionForeground'),
  blocked: icon('error', 'testing.iconFailed'),
  'not-required': icon('circle-slash', 'descriptionForeground'),
  unknown: icon('question', 'list.warningForeground'),
};

const severityIcons: Readonly<Record<Finding['severity'], vscode.ThemeIcon>> = {
  error: icon('circle-small-filled', 'descriptionForeground'),
  unknown: icon('question', 'list.warningForeground'),
  warning: icon('warning', 'list.warningForeground'),
  info: icon('info', 'descriptionForeground'),
};

function icon(name: string, color: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(name, new vscode.ThemeColor(color));
}

function leaf(item: vscode.TreeItem): Node {
  return { item, children: [] };
}

/** Text from outside stays text: no links, pictures or commands come of it. */
function tooltip(heading: string, lines: readonly string[]): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString('**').appendText(heading).appendMarkdown('**');
  for (const line of lines.filter((text) => text !== '')) {
    markdown.appendMarkdown('\n\n').appendText(line);
  }
  return markdown;
}

function dateOf(instant: string): string {
  return new Date(instant).toLocaleDateString();
}
