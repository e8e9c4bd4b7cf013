import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposables.ts';
import { failureMessage, failureNode } from '../changeView/failure.ts';
import { lastKnownNotice } from '../changeView/notices.ts';
import type { Node } from '../changeView/node.ts';
import { commands, views } from '../contributions.ts';
import type { WaitingModel } from './waitingModel.ts';
import { isNothing, waitingIn, type WaitingState } from './waitingState.ts';

/** The view “Waiting for Me”, and the number on the icon of its container. */
export class WaitingView implements Disposable {
  readonly #store = new DisposableStore();
  readonly #redraw = this.#store.add(new vscode.EventEmitter<void>());
  readonly #tree: vscode.TreeView<Node>;
  #nodes: readonly Node[] = [];

  readonly onDidChangeVisibility: vscode.Event<unknown>;

  constructor(model: WaitingModel) {
    this.#tree = this.#store.add(
      vscode.window.createTreeView<Node>(views.waiting, {
        treeDataProvider: {
          onDidChangeTreeData: this.#redraw.event,
          getChildren: (node) => [...(node ? node.children : this.#nodes)],
          getTreeItem: (node) => node.item,
        },
        showCollapseAll: true,
      }),
    );
    this.onDidChangeVisibility = this.#tree.onDidChangeVisibility;
    this.#store.add(model.onDidChange((state) => void this.#show(state, () => state === model.state)));
  }

  get visible(): boolean {
    return this.#tree.visible;
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #show(state: WaitingState, isCurrent: () => boolean): Promise<void> {
    const { waitingNodes } = await import('./waitingNodes.ts');
    if (!isCurrent()) {
      return;
    }
    const known = waitingIn(state);
    const lines = known ? waitingNodes(known) : [];
    const failed = state.kind === 'failed' ? state : undefined;
    const lastKnown = failed && known && !isNothing(known) ? [lastKnownNotice(known.at)] : [];
    this.#nodes = failed
      ? [failureNode(failed.error, commands.refreshWaiting), ...lastKnown, ...lines]
      : lines;
    // VS Code hides the line for an empty message.
    this.#tree.message = failed ? failureMessage(failed.error) : '';
    const count = known?.waiting.count ?? 0;
    this.#tree.badge =
      count === 0
        ? undefined
        : { value: count, tooltip: `${count} change${count === 1 ? ' waits' : 's wait'} for you` };
    this.#redraw.fire();
  }
}
