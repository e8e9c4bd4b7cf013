import * as vscode from 'vscode';
import type { Change } from '../../change/observedChange.ts';
import { offersOfStep } from '../../change/offers.ts';
import type { Step } from '../../procedure/report.ts';
import { byWeight, stepState } from '../../procedure/stepState.ts';
import { stepTexts } from '../../procedure/stepTexts.ts';
import { approvalNode } from './approvalNode.ts';
import { evidenceNodes } from './evidenceNodes.ts';
import { findingNode } from './findingNode.ts';
import { owners, statusIcons, statusWords } from './looks.ts';
import { contextOf, tooltip, type Node } from './node.ts';
import { t, translated } from '../language.ts';

/** A step with how it stands, and below it what is wrong, who approved, and what shows it. */
export function stepNode(step: Step, change: Change, isOpen: boolean): Node {
  const { record, report } = change;
  const title = translated(stepTexts[step.id].title);
  const text = translated(stepTexts[step.id].text);
  const owner = owners[step.role];
  const state = translated(stepState(step, change));
  const children = [
    ...byWeight(step).map((finding) => findingNode(finding, record)),
    ...step.approvals.map((approval) => approvalNode(approval, record)),
    ...evidenceNodes(step.id, change),
  ];
  const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(
    `${step.number} ${title}`,
    children.length === 0 ? None : isOpen ? Expanded : Collapsed,
  );
  // With another status it is another row: VS Code keeps open and closed what it knows.
  item.id = `${report.change.repository}/${change.branch}/${step.id}/${step.status}`;
  item.iconPath = statusIcons[step.status];
  item.description = state;
  item.tooltip = tooltip(t`Step ${step.number}: ${title}`, [
    `${owner}: ${text}`,
    [statusWords[step.status], state].filter((part, index, all) => all.indexOf(part) === index).join(': '),
    step.controls.join(' · '),
  ]);
  item.accessibilityInformation = {
    label: t`Step ${step.number}, ${title}, ${owner}, ${statusWords[step.status]}, ${state}`,
  };
  const role = report.remaining.find((remaining) => remaining.role === step.role)?.role;
  const canAsk = role !== undefined && record.pullRequest !== null;
  const offers = offersOfStep(step, change);
  item.contextValue = contextOf('step', canAsk ? 'needed' : undefined, ...offers);
  return { item, children, role, offers };
}
