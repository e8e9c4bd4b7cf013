import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposables.ts';
import { impactingPaths } from '../../procedure/securityImpact.ts';
import { knownOf } from '../currentChange.ts';
import type { CurrentChangeModel } from '../currentChangeModel.ts';
import { settings } from '../settings.ts';
import { t } from '../language.ts';

/** How many milliseconds of rest end a row of changes to the files. */
const rest = 300;

/**
 * Marks, in the Explorer and in Source Control, the files of the change that make the security review required:
 * those that were committed and those that were not yet.
 */
export class SecurityBadges implements vscode.FileDecorationProvider, Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<undefined>());
  readonly onDidChangeFileDecorations = this.#changed.event;
  readonly #model: CurrentChangeModel;
  #repository: Disposable | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** The pattern, by the file's URI. */
  #patterns: ReadonlyMap<string, string> = new Map();

  constructor(model: CurrentChangeModel) {
    this.#model = model;
    this.#store.add(vscode.window.registerFileDecorationProvider(this));
    this.#store.add(
      model.onDidChange(() => {
        this.#follow();
      }),
    );
    this.#store.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('changeGuide.securityBadges')) {
          this.#look();
        }
      }),
    );
    this.#follow();
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    const pattern = uri.scheme === 'file' ? this.#patterns.get(uri.toString()) : undefined;
    return pattern === undefined
      ? undefined
      : new vscode.FileDecoration('S', t`Security review required: matches ${pattern}`);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#repository?.dispose();
    this.#store.dispose();
  }

  #follow(): void {
    this.#repository?.dispose();
    this.#repository = knownOf(this.#model.state)?.git.state.onDidChange(() => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => {
        this.#look();
      }, rest);
    });
    this.#look();
  }

  #look(): void {
    const shown = knownOf(this.#model.state);
    const patterns = new Map<string, string>();
    if (shown && settings().securityBadges) {
      const { rootUri, state } = shown.git;
      const { record, procedure } = shown.change;
      const root = rootUri.path.endsWith('/') ? rootUri.path : `${rootUri.path}/`;
      const uncommitted = [...state.indexChanges, ...state.workingTreeChanges, ...state.untrackedChanges]
        .filter(({ uri }) => uri.path.startsWith(root))
        .map(({ uri }) => ({ path: uri.path.slice(root.length) }));
      for (const { path, pattern } of impactingPaths(procedure)([...record.files, ...uncommitted])) {
        patterns.set(vscode.Uri.joinPath(rootUri, path).toString(), pattern);
      }
    }
    this.#patterns = patterns;
    this.#changed.fire(undefined);
  }
}
