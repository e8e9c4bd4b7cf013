import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposables.ts';
import type { Node } from './node.ts';
import type { ChangeViewContent } from './viewOf.ts';

/** What a view shows of. */
interface Shown<State> {
  readonly state: State;
  readonly onDidChange: vscode.Event<State>;
}

/** What is drawn of a state. */
interface Drawing extends ChangeViewContent {
  /** The number on the icon of the view's container. */
  readonly badge?: vscode.ViewBadge | undefined;
}

/** A view of lines within lines that follows a model. */
export class NodesView<State> implements Disposable {
  readonly #store = new DisposableStore();
  readonly #redraw = this.#store.add(new vscode.EventEmitter<void>());
  readonly #tree: vscode.TreeView<Node>;
  #nodes: readonly Node[] = [];

  readonly onDidChangeVisibility: vscode.Event<unknown>;

  /** @param draw may take its time: only what is drawn of the state that still holds is shown. */
  constructor(id: string, model: Shown<State>, draw: (state: State) => Promise<Drawing>) {
    this.#tree = this.#store.add(
      vscode.window.createTreeView<Node>(id, {
        treeDataProvider: {
          onDidChangeTreeData: this.#redraw.event,
          getChildren: (node) => [...(node ? node.children : this.#nodes)],
          getTreeItem: (node) => node.item,
        },
        showCollapseAll: true,
      }),
    );
    this.onDidChangeVisibility = this.#tree.onDidChangeVisibility;
    const show = async (state: State) => {
      const drawing = await draw(state);
      if (state === model.state) {
        this.#show(drawing);
      }
    };
    this.#store.add(model.onDidChange((state) => void show(state)));
  }

  get visible(): boolean {
    return this.#tree.visible;
  }

  dispose(): void {
    this.#store.dispose();
  }

  #show({ nodes, message, badge }: Drawing): void {
    this.#nodes = nodes;
    // VS Code hides the line for an empty message.
    this.#tree.message = message ?? '';
    this.#tree.badge = badge;
    this.#redraw.fire();
  }
}
