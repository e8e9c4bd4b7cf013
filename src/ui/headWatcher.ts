import * as vscode from 'vscode';
import type { Disposable } from '../base/disposables.ts';

/** How many milliseconds of rest end a row of changes: a rebase moves HEAD once for each commit. */
const rest = 150;

/**
 * Tells when another branch is checked out, whoever does it.
 *
 * VS Code's Git extension tells it too, but only once the window has the focus and git is idle.
 */
export class HeadWatcher implements Disposable {
  readonly #moved: () => void;
  #folder: string | undefined;
  #watcher: vscode.FileSystemWatcher | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(moved: () => void) {
    this.#moved = moved;
  }

  /** Watches the `HEAD` in this git folder, and no other any longer. */
  watch(gitFolder: string): void {
    if (gitFolder === this.#folder) {
      return;
    }
    this.dispose();
    this.#folder = gitFolder;
    this.#watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(vscode.Uri.file(gitFolder), 'HEAD'),
    );
    const soon = () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(this.#moved, rest);
    };
    // git writes a new file and renames it: which of the two is told depends on the platform.
    this.#watcher.onDidChange(soon);
    this.#watcher.onDidCreate(soon);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#watcher?.dispose();
    this.#watcher = undefined;
    this.#folder = undefined;
  }
}
