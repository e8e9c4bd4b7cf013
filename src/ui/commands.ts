import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../base/disposables.ts';
import { commands } from './contributions.ts';
import type { CurrentChangeModel } from './currentChangeModel.ts';
import { showFailure, showInformation, showWarning, type Log } from './messages.ts';
import type { Repositories } from './repositories.ts';
import type { SignIn } from './signIn.ts';
import type { Sites } from './sites.ts';
import { t } from './language.ts';

export interface CommandDependencies {
  readonly model: CurrentChangeModel;
  readonly repositories: Repositories;
  readonly sites: Sites;
  readonly signIn: SignIn;
  readonly log: Log & { show(): void };
}

/** The small commands that need no change: refresh, sign in and out, and the log. */
export function registerCommands({
  model,
  repositories,
  sites,
  signIn,
  log,
}: CommandDependencies): Disposable {
  const store = new DisposableStore();
  const register = (id: string, run: () => Promise<unknown>) => {
    store.add(
      vscode.commands.registerCommand(id, async () => {
        try {
          await run();
        } catch (error) {
          await showFailure(log, error);
        }
      }),
    );
  };
  register(commands.refresh, async () => model.refresh());
  register(commands.signIn, async () => {
    const host = await currentHost();
    return host && signIn.signIn(host);
  });
  register(commands.signOut, async () => {
    const host = await currentHost();
    if (host) {
      await signIn.signOut(host);
      await showInformation(
        t`Change Guide is signed out of ${host.authority}. VS Code’s own account stays signed in; it is in the Accounts menu.`,
      );
    }
  });
  register(commands.showLog, async () => {
    log.show();
    return Promise.resolve();
  });
  return store;

  async function currentHost() {
    await repositories.connect();
    const repository = repositories.current;
    const site = repository && (await sites.of(repository));
    if (!site?.hosted) {
      await showWarning(
        t`Open a clone of a GitHub repository first: signing in is for the GitHub that it lives on.`,
      );
      return undefined;
    }
    return site.hosted.base.host;
  }
}
