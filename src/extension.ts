import * as vscode from 'vscode';
import type { Adapters } from './change/adapters.ts';
import { registerChangeCommands } from './ui/changeCommands.ts';
import { ChangeView } from './ui/changeView/changeView.ts';
import { registerCommands } from './ui/commands.ts';
import { commands } from './ui/contributions.ts';
import { knownOf } from './ui/currentChange.ts';
import { CurrentChangeModel } from './ui/currentChangeModel.ts';
import { ChangeNotifications } from './ui/notifications.ts';
import { showProcedureProblems } from './ui/procedureDiagnostics.ts';
import type { GitRepository } from './ui/gitExtension.ts';
import { registerPushCommands } from './ui/push/commands.ts';
import type { PushDependencies } from './ui/push/parts.ts';
import { RefreshTimer } from './ui/refreshTimer.ts';
import { registerPullRequest } from './ui/pullRequest/register.ts';
import { Repositories } from './ui/repositories.ts';
import type { CheckedOut } from './ui/review/dependencies.ts';
import { KeptTexts } from './ui/review/keptTexts.ts';
import { registerReviewCommands } from './ui/review/register.ts';
import { ReviewTarget } from './ui/review/reviewTarget.ts';
import { registerWaiting } from './ui/waiting/register.ts';
import type { WaitingModel } from './ui/waiting/waitingModel.ts';
import { SignIn } from './ui/signIn.ts';
import { Sites } from './ui/sites.ts';
import { DescriptionEditor } from './ui/startChange/describe.ts';
import { registerStatusBar } from './ui/statusBar.ts';

/** Builds the parts, hands them to one another, and returns; the work begins when it is asked for. */
export function activate(context: vscode.ExtensionContext): void {
  const own = <T extends vscode.Disposable>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };
  const log = own(vscode.window.createOutputChannel('Change Guide', { log: true }));
  const repositories = own(new Repositories());
  const signIn = own(new SignIn(context.secrets, context.globalState));
  const sites = new Sites(lazyAdapters(repositories, `change-guide/${versionOf(context)}`), signIn);
  const model = own(new CurrentChangeModel(repositories, sites, signIn, log));
  const descriptionEditor = own(new DescriptionEditor());
  const view = own(new ChangeView(model));
  own(new RefreshTimer(model, view));
  own(registerStatusBar(model));
  own(new ChangeNotifications(model, sites, log));
  own(
    showProcedureProblems((error) => {
      log.error('The procedure file could not be checked', error);
    }),
  );
  own(registerChangeCommands(model, sites, log));
  own(registerCommands({ model, repositories, sites, signIn, log }));
  own(
    vscode.commands.registerCommand(
      commands.startChange,
      oneAtATime(async (how) => {
        const { startChangeCommand } = await import('./ui/startChange/startChangeCommand.ts');
        const changed = () => void model.refresh();
        const started = (repository: GitRepository) => void offer(repository);
        await startChangeCommand({ repositories, sites, descriptionEditor, log, changed, started }, how);
      }),
    ),
  );
  own(registerPullRequest({ repositories, sites, model, memory: context.globalState, log }));
  const waiting = own(registerWaiting({ repositories, sites, signIn, log }));
  own(
    registerReviewCommands({
      repositories,
      sites,
      log,
      target: own(new ReviewTarget()),
      texts: new KeptTexts(context.workspaceState),
      checkedOut: () => checkedOut(model),
      changed: () => {
        void model.refresh();
        void waiting.model.check();
      },
    }),
  );
  own(
    vscode.commands.registerCommand(
      commands.exportEvidence,
      oneAtATime(async () => {
        const { exportEvidenceCommand } = await import('./ui/evidence/exportEvidenceCommand.ts');
        const { openEvidencePorts } = await import('./evidenceAdapters.ts');
        const ports = (directory: string) =>
          openEvidencePorts({ binary: repositories.gitPath ?? 'git', directory }, { mayAsk: false });
        await exportEvidenceCommand({ model, ports, version: versionOf(context), log });
      }),
    ),
  );
  const launcher = vscode.Uri.joinPath(context.globalStorageUri, 'push-launcher').fsPath;
  const push = { repositories, sites, parts: lazyPushParts(repositories, launcher), log };
  own(registerPushCommands(push));
  begin(repositories, model, waiting.model)
    .then(async () => followPushes(push, launcher))
    .then((followed) => followed && own(followed))
    .catch((error: unknown) => {
      log.error('Pushes can’t be followed', error);
    });

  async function offer(repository: GitRepository): Promise<void> {
    const { offerPushWarnings } = await import('./ui/push/warnings.ts');
    await offerPushWarnings(repository, context.workspaceState, push);
  }
}

/** An untrusted folder could make git run commands of its choosing: nothing is done with it before it is trusted. */
async function begin(
  repositories: Repositories,
  model: CurrentChangeModel,
  waiting: WaitingModel,
): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    await model.refresh();
    await waiting.showUntrusted();
    await new Promise((resolve) => vscode.workspace.onDidGrantWorkspaceTrust(resolve));
  }
  await repositories.connect();
  await model.refresh();
  void waiting.check();
}

async function followPushes(push: PushDependencies, launcher: string) {
  const { api } = push.repositories;
  if (!api) {
    return undefined;
  }
  const { updateLauncher } = await import('./pushHookAdapter.ts');
  await updateLauncher(import.meta.url, launcher);
  const { followPushes: follow } = await import('./ui/push/follow.ts');
  return follow(api, push);
}

function lazyPushParts(repositories: Repositories, launcher: string): PushDependencies['parts'] {
  return async ({ rootUri }) => {
    const { openPushParts } = await import('./pushHookAdapter.ts');
    const location = { binary: repositories.gitPath ?? 'git', directory: rootUri.fsPath };
    return openPushParts(location, import.meta.url, launcher);
  };
}

/** The pull request of the branch that is checked out. */
function checkedOut({ state }: CurrentChangeModel): CheckedOut | undefined {
  const known = knownOf(state);
  const number = known?.change.record.pullRequest?.number;
  return known && number !== undefined ? { repository: known.git, number } : undefined;
}

/** git, Octokit and YAML are loaded when a clone is first looked at. */
function lazyAdapters(repositories: Repositories, userAgent: string): Adapters {
  const adapters = async () => import('./adapters.ts');
  return {
    clone: async (directory, remoteToken) =>
      (await adapters()).openClone({ binary: repositories.gitPath ?? 'git', directory, remoteToken }),
    hosted: async (repository, tokens) => (await adapters()).openHosted(repository, tokens, userAgent),
  };
}

/** Pressed again while it runs, a command leaves its first run alone. */
function oneAtATime(command: (how: unknown) => Promise<void>): (how: unknown) => Promise<void> {
  let running: Promise<void> | undefined;
  return async (how) => {
    running ??= command(how).finally(() => {
      running = undefined;
    });
    return running;
  };
}

function versionOf(context: vscode.ExtensionContext): string {
  return (context.extension.packageJSON as { readonly version: string }).version;
}
