import * as vscode from 'vscode';
import type { Change } from '../../change/observedChange.ts';
import { offersOfRole } from '../../change/offers.ts';
import type { RemainingApprovals } from '../../procedure/report.ts';
import { onOneLine } from '../../base/text.ts';
import { owners } from './looks.ts';
import { icon, leaf, tooltip, type Node } from './node.ts';
import { t } from '../language.ts';
import { counted } from '../../base/say.ts';

/** Who is still needed before the change may be merged; nothing when nobody is. */
export function stillNeeded(change: Change): readonly Node[] {
  const { branch, record, report } = change;
  const { remaining } = report;
  if (remaining.length === 0) {
    return [];
  }
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(t`Still needed`, record.pullRequest ? Expanded : Collapsed);
  item.id = `${branch}/still-needed/${record.pullRequest ? 'asked' : 'later'}`;
  item.iconPath = icon('person-add', 'descriptionForeground');
  const open = approvalsOf(remaining.reduce((sum, { approvals }) => sum + approvals, 0));
  item.description = open;
  item.tooltip = t`Who could still approve, by role`;
  item.accessibilityInformation = { label: t`Still needed: ${open}` };
  return [{ item, children: remaining.map((each) => neededNode(each, change)) }];
}

function neededNode({ role, approvals, eligible }: RemainingApprovals, change: Change): Node {
  const people = whoCan(eligible);
  const node = leaf({
    label: owners[role],
    description: `${approvals} · ${people}`,
    icon: icon('person', 'descriptionForeground'),
    tooltip: tooltip(owners[role], [stillNeededOf(approvals), people]),
    spoken: `${owners[role]}, ${stillNeededOf(approvals)}, ${people}`,
    ...(change.record.pullRequest && { kind: 'needed' }),
    offers: offersOfRole(role, change),
  });
  return { ...node, role };
}

function approvalsOf(number: number): string {
  return counted(number, t`${number} approval`, t`${number} approvals`);
}

function stillNeededOf(number: number): string {
  return counted(number, t`${number} approval still needed`, t`${number} approvals still needed`);
}

function whoCan(eligible: RemainingApprovals['eligible']): string {
  if (eligible === null) {
    return t`whose members could not be read`;
  }
  return eligible.length === 0
    ? t`nobody known can give it`
    : eligible.map((login) => `@${onOneLine(login)}`).join(', ');
}
