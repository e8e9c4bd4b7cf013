import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposables.ts';
import type { Node } from '../changeView/node.ts';
import { views } from '../contributions.ts';
import type { WaitingModel } from './waitingModel.ts';
import { waitingIn, type WaitingState } from './waitingState.ts';
import { t } from '../language.ts';
import { counted } from '../../base/say.ts';

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
    // Brings what the lines look like along, so it waits until there is something to show.
    const { viewOf } = await import('./viewOf.ts');
    if (!isCurrent()) {
      return;
    }
    const { nodes, message } = viewOf(state);
    this.#nodes = nodes;
    // VS Code hides the line for an empty message.
    this.#tree.message = message ?? '';
    const count = waitingIn(state)?.waiting.count ?? 0;
    this.#tree.badge =
      count === 0
        ? undefined
        : {
            value: count,
            tooltip: counted(count, t`${count} change waits for you`, t`${count} changes wait for you`),
          };
    this.#redraw.fire();
  }
}
