import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposables.ts';
import { commands } from '../contributions.ts';
import { openLink } from '../links.ts';
import { showFailure, type Log } from '../messages.ts';
import { RefreshTimer } from '../refreshTimer.ts';
import type { Repositories } from '../repositories.ts';
import type { SignIn } from '../signIn.ts';
import type { Sites } from '../sites.ts';
import { waitingNodeIn } from './waitingNode.ts';
import { WaitingModel } from './waitingModel.ts';
import { WaitingReader } from './waitingReader.ts';
import { waitingView } from './waitingView.ts';

export interface WaitingDependencies {
  readonly repositories: Repositories;
  readonly sites: Sites;
  readonly signIn: SignIn;
  readonly log: Log;
}

/** The view Waiting for Me with its commands. */
export function registerWaiting({
  repositories,
  sites,
  signIn,
  log,
}: WaitingDependencies): Disposable & { readonly model: WaitingModel } {
  const store = new DisposableStore();
  const model = store.add(
    new WaitingModel(repositories, new WaitingReader(repositories, sites), signIn, log),
  );
  const view = store.add(waitingView(model));
  store.add(new RefreshTimer(model, view));
  store.add(vscode.commands.registerCommand(commands.refreshWaiting, async () => model.refresh()));
  store.add(
    vscode.commands.registerCommand(commands.openWaiting, async (line: unknown) => {
      const node = waitingNodeIn(line);
      try {
        if (node?.fitting !== undefined) {
          await vscode.commands.executeCommand(node.fitting, node);
        } else if (node?.link) {
          await openLink(node.link, node.authority);
        }
      } catch (error) {
        await showFailure(log, error);
      }
    }),
  );
  return {
    model,
    dispose: () => {
      store.dispose();
    },
  };
}
