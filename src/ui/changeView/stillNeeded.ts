import * as vscode from 'vscode';
import type { Change } from '../../change/observedChange.ts';
import { offersOfRole } from '../../change/offers.ts';
import type { RemainingApprovals } from '../../procedure/report.ts';
import { onOneLine } from '../../base/text.ts';
import { count } from '../../procedure/wording.ts';
import { owners } from './looks.ts';
import { icon, leaf, tooltip, type Node } from './node.ts';

/** Who is still needed before the change may be merged; nothing when nobody is. */
export function stillNeeded(change: Change): readonly Node[] {
  const { branch, record, report } = change;
  const { remaining } = report;
  if (remaining.length === 0) {
    return [];
  }
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem('Still needed', record.pullRequest ? Expanded : Collapsed);
  item.id = `${branch}/still-needed/${record.pullRequest ? 'asked' : 'later'}`;
  item.iconPath = icon('person-add', 'descriptionForeground');
  item.description = count(
    remaining.reduce((sum, { approvals }) => sum + approvals, 0),
    'approval',
  );
  item.tooltip = 'Who could still approve, by role';
  item.accessibilityInformation = { label: `Still needed, ${item.description}` };
  return [{ item, children: remaining.map((each) => neededNode(each, change)) }];
}

function neededNode({ role, approvals, eligible }: RemainingApprovals, change: Change): Node {
  const people = whoCan(eligible);
  const node = leaf({
    label: owners[role],
    description: `${approvals} · ${people}`,
    icon: icon('person', 'descriptionForeground'),
    tooltip: tooltip(owners[role], [`${count(approvals, 'approval')} still needed`, people]),
    spoken: `${owners[role]}, ${count(approvals, 'approval')} still needed, ${people}`,
    ...(change.record.pullRequest && { kind: 'needed' }),
    offers: offersOfRole(role, change),
  });
  return { ...node, role };
}

function whoCan(eligible: RemainingApprovals['eligible']): string {
  if (eligible === null) {
    return 'whose members could not be read';
  }
  return eligible.length === 0
    ? 'nobody known can give it'
    : eligible.map((login) => `@${onOneLine(login)}`).join(', ');
}
