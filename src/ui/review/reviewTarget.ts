import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposables.ts';
import { commands } from '../contributions.ts';
import { idOf } from '../repositories.ts';
import { plainLabel } from '../text.ts';
import type { GitRepository } from '../gitExtension.ts';
import { t } from '../language.ts';

/** A pull request that was picked for review; nothing of it needs to be checked out. */
export interface PickedPullRequest {
  readonly repository: GitRepository;
  readonly number: number;
  readonly title: string;
}

/** The pull request that the review commands act on, and the item of the status bar that says which one it is. */
export class ReviewTarget implements Disposable {
  readonly #disposables = new DisposableStore();
  readonly #item = this.#disposables.add(
    vscode.window.createStatusBarItem('changeGuide.review', vscode.StatusBarAlignment.Left, 89),
  );
  #picked: PickedPullRequest | undefined;

  constructor() {
    this.#item.name = t`Change Guide: Pull Request in Review`;
    this.#item.command = commands.reviewPullRequest;
  }

  /** Undefined while the pull request of the branch that is checked out is meant. */
  get picked(): PickedPullRequest | undefined {
    return this.#picked;
  }

  pick(picked: PickedPullRequest | undefined): void {
    this.#picked = picked;
    if (!picked) {
      this.#item.hide();
      return;
    }
    const { number, title } = picked;
    this.#item.text = t`$(eye) Reviewing #${number}`;
    this.#item.tooltip = new vscode.MarkdownString()
      .appendText(`#${number} ${title}`)
      .appendMarkdown('\n\n')
      .appendText(t`The review commands act on this pull request. Click to choose another one.`);
    this.#item.accessibilityInformation = {
      label: t`Reviewing pull request ${number}, ${plainLabel(title)}`,
      role: 'button',
    };
    this.#item.show();
  }

  /** Whether a repository is still open that the picked pull request belongs to. */
  isIn(repositories: readonly GitRepository[]): boolean {
    const { picked } = this;
    return picked !== undefined && repositories.some((one) => idOf(one) === idOf(picked.repository));
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}
