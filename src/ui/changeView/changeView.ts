import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposables.ts';
import { views } from '../contributions.ts';
import type { CurrentChange } from '../currentChange.ts';
import type { CurrentChangeModel } from '../currentChangeModel.ts';
import type { Node } from './node.ts';

/** The view “Current Change”: the change, its branch, the six steps, and who is still needed. */
export class ChangeView implements Disposable {
  readonly #store = new DisposableStore();
  readonly #redraw = this.#store.add(new vscode.EventEmitter<void>());
  readonly #tree: vscode.TreeView<Node>;
  #nodes: readonly Node[] = [];

  readonly onDidChangeVisibility: vscode.Event<unknown>;

  constructor(model: CurrentChangeModel) {
    this.#tree = this.#store.add(
      vscode.window.createTreeView<Node>(views.currentChange, {
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

  async #show(state: CurrentChange, isCurrent: () => boolean): Promise<void> {
    // Brings the sentences of the rules along, so it waits until there is something to show.
    const { viewOf } = await import('./viewOf.ts');
    if (!isCurrent()) {
      return;
    }
    const { nodes, message } = viewOf(state);
    this.#nodes = nodes;
    // VS Code hides the line for an empty message.
    this.#tree.message = message ?? '';
    this.#redraw.fire();
  }
}
