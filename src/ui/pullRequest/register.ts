import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposables.ts';
import { commands } from '../contributions.ts';
import type { CurrentChangeModel } from '../currentChangeModel.ts';
import { showFailure, type Log } from '../messages.ts';
import type { Repositories } from '../repositories.ts';
import type { Sites } from '../sites.ts';
import type { DraftContexts } from './draftContexts.ts';
import { isDraft } from './draftFiles.ts';
import type { SubmitOptions } from './submitOptions.ts';

export interface PullRequestDependencies {
  readonly repositories: Repositories;
  readonly sites: Sites;
  readonly model: CurrentChangeModel;
  readonly contexts: DraftContexts;
  readonly memory: vscode.Memento;
  readonly log: Log;
}

/** Step 2 of the procedure in VS Code. What it needs is loaded with the first draft, command or change. */
export function registerPullRequest({
  repositories,
  sites,
  model,
  contexts,
  memory,
  log,
}: PullRequestDependencies): Disposable {
  const store = new DisposableStore();
  const tell = (error: unknown) => {
    void showFailure(log, error);
  };
  helpWithFirstDraft(store, contexts, log, tell);
  badgeFirstChange(store, model, tell);
  const register = (id: string, run: (options: unknown) => Promise<unknown>) => {
    let running: Promise<void> | undefined;
    const runOnce = async (options: unknown) => {
      running ??= run(options)
        .then(() => undefined, tell)
        .finally(() => {
          running = undefined;
        });
      return running;
    };
    store.add(vscode.commands.registerCommand(id, runOnce));
  };
  register(commands.scaffoldTemplate, async () =>
    (await import('./scaffoldCommand.ts')).scaffoldTemplate(repositories, sites, log),
  );
  register(commands.preparePullRequest, async () =>
    (await import('./prepareCommand.ts')).preparePullRequest(repositories, contexts),
  );
  register(commands.toggleTask, async () => (await import('./toggleTask.ts')).toggleTask());
  const submit = async (options: SubmitOptions) => {
    const { submitDraft } = await import('./submitCommand.ts');
    const changed = () => void model.refresh();
    await submitDraft({ repositories, contexts, memory, log, changed }, options);
  };
  register(commands.submitPullRequest, async (options) => submit(isOptions(options) ? options : {}));
  register(commands.readyForReview, async () => submit({ ready: true }));
  return store;
}

/** Documents are looked at for their path alone until one is a draft. */
function helpWithFirstDraft(
  store: DisposableStore,
  contexts: DraftContexts,
  log: Log,
  tell: (error: unknown) => void,
): void {
  const look = (document: vscode.TextDocument) => {
    if (vscode.workspace.isTrusted && isDraft(document)) {
      opened.dispose();
      import('./draftEditor.ts').then(({ helpWithDrafts }) => store.add(helpWithDrafts(contexts, log)), tell);
      return true;
    }
    return false;
  };
  const opened = store.add(vscode.workspace.onDidOpenTextDocument(look));
  const lookAtAll = () => vscode.workspace.textDocuments.some(look);
  store.add(vscode.workspace.onDidGrantWorkspaceTrust(lookAtAll));
  lookAtAll();
}

function badgeFirstChange(
  store: DisposableStore,
  model: CurrentChangeModel,
  tell: (error: unknown) => void,
): void {
  const first = store.add(
    model.onDidChange(({ kind }) => {
      if (kind === 'change') {
        first.dispose();
        import('./securityBadges.ts').then(
          ({ SecurityBadges }) => store.add(new SecurityBadges(model)),
          tell,
        );
      }
    }),
  );
}

/** A button of the editor hands its document's address to the command. */
function isOptions(value: unknown): value is SubmitOptions {
  return typeof value === 'object' && value !== null && ('goesOn' in value || 'overwrite' in value);
}
