import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposables.ts';
import type { Fact, PullRequest } from '../../procedure/changeRecord.ts';
import type { Step } from '../../procedure/report.ts';
import { views } from '../contributions.ts';
import type { CurrentChange, CurrentChangeModel } from '../currentChange.ts';
import {
  branchNode,
  failureNode,
  noticeNode,
  pullRequestNode,
  stepNode,
  ticketNode,
  type Node,
} from './nodes.ts';

/** The view “Current Change”: the ticket, the branch and the six steps. */
export function registerChangeView(model: CurrentChangeModel): Disposable {
  const store = new DisposableStore();
  const changed = store.add(new vscode.EventEmitter<void>());
  let nodes = nodesOf(model.state);
  const provider: vscode.TreeDataProvider<Node> = {
    onDidChangeTreeData: changed.event,
    getChildren: (node) => [...(node ? node.children : nodes)],
    getTreeItem: (node) => node.item,
  };
  store.add(
    vscode.window.createTreeView(views.currentChange, { treeDataProvider: provider, showCollapseAll: true }),
  );
  store.add(
    model.onDidChange((state) => {
      nodes = nodesOf(state);
      changed.fire();
    }),
  );
  return store;
}

/** Where there is no change the view is empty, and VS Code shows the welcome text for the state. */
function nodesOf(state: CurrentChange): readonly Node[] {
  switch (state.kind) {
    case 'change':
      return changeNodes(state);
    case 'failed':
      return [failureNode(state.reason, state.last?.at), ...(state.last ? changeNodes(state.last) : [])];
    default:
      return [];
  }
}

function changeNodes({
  change,
  git,
}: Pick<Extract<CurrentChange, { kind: 'change' }>, 'change' | 'git'>): readonly Node[] {
  const { record, report, ticket, ticketKey, branch, procedureSource } = change;
  const unread = (fact: Fact) => record.unknown.find((unknown) => unknown.fact === fact)?.reason;
  return [
    ticketNode(ticket, ticketKey, unread('ticket')),
    branchNode(branch, git),
    ...(procedureSource.problem === undefined
      ? []
      : [noticeNode('ENG-PROC-003 as it comes is used', procedureSource.problem)]),
    ...report.steps.map((step) =>
      step.id === 'pull-request'
        ? pullRequestStep(step, record.pullRequest, unread('pullRequest'))
        : stepNode(step, []),
    ),
  ];
}

/** That there is none yet is said by the line of the pull request itself. */
function pullRequestStep(
  step: Step,
  pullRequest: PullRequest | null,
  unreadReason: string | undefined,
): Node {
  const missing = step.findings.find(({ code }) => code === 'pr.missing');
  const findings = step.findings.filter((finding) => finding !== missing);
  return stepNode({ ...step, findings }, [pullRequestNode(pullRequest, missing, unreadReason)]);
}
