import * as vscode from 'vscode';
import { lazyAdapters } from './lazyAdapters.ts';
import { registerAudit } from './ui/audit/register.ts';
import { registerAgentTools } from './ui/agentTools/register.ts';
import { registerChangeCommands } from './ui/changeCommands.ts';
import { changeView } from './ui/changeView/changeView.ts';
import { registerCommands } from './ui/commands.ts';
import { CurrentChangeModel } from './ui/currentChangeModel.ts';
import { registerEvidence } from './ui/evidence/register.ts';
import { ChangeNotifications } from './ui/notifications.ts';
import { showProcedureProblems } from './ui/procedureDiagnostics.ts';
import { DraftContexts } from './ui/pullRequest/draftContexts.ts';
import { registerPullRequest } from './ui/pullRequest/register.ts';
import { PushSupport } from './ui/push/register.ts';
import { RefreshTimer } from './ui/refreshTimer.ts';
import { Repositories } from './ui/repositories.ts';
import { registerReview } from './ui/review/register.ts';
import { registerWaiting } from './ui/waiting/register.ts';
import type { WaitingModel } from './ui/waiting/waitingModel.ts';
import { registerSetUp } from './ui/setUp/register.ts';
import { SignIn } from './ui/signIn.ts';
import { Sites } from './ui/sites.ts';
import { registerStartChange } from './ui/startChange/register.ts';
import { registerStatusBar } from './ui/statusBar.ts';

/** Builds the parts, hands them to one another, and returns; the work begins when it is asked for. */
export function activate(context: vscode.ExtensionContext): void {
  const { globalState, workspaceState } = context;
  const own = <T extends vscode.Disposable>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };
  const log = own(vscode.window.createOutputChannel('Change Guide', { log: true }));
  const { version } = context.extension.packageJSON as { readonly version: string };
  const repositories = own(new Repositories());
  const adapters = lazyAdapters({
    gitPath: () => repositories.gitPath,
    version,
    bundle: import.meta.url,
    launcher: vscode.Uri.joinPath(context.globalStorageUri, 'push-launcher').fsPath,
  });
  const signIn = own(new SignIn(context.secrets, globalState));
  const sites = new Sites(adapters, signIn);
  const model = own(new CurrentChangeModel(repositories, sites, signIn, log));
  const changed = () => void model.refresh();
  const push = own(
    new PushSupport({
      repositories,
      sites,
      parts: adapters.pushParts,
      updateLauncher: adapters.updateLauncher,
      memory: workspaceState,
      log,
    }),
  );
  const view = own(changeView(model));
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
  const started = (repository: Parameters<typeof push.offer>[0]) => void push.offer(repository);
  own(registerStartChange({ repositories, sites, log, changed, started }));
  own(registerSetUp({ repositories, sites, log, changed }));
  const contexts = own(new DraftContexts(repositories, sites, model, log));
  own(registerPullRequest({ repositories, sites, model, contexts, memory: globalState, log }));
  own(registerAgentTools({ repositories, sites, model, contexts, log, changed, started }));
  const waiting = own(registerWaiting({ repositories, sites, signIn, log }));
  const reviewed = () => {
    changed();
    void waiting.model.check();
  };
  own(registerReview({ repositories, sites, model, memory: workspaceState, log, changed: reviewed }));
  own(registerAudit({ repositories, sites, ports: adapters.auditPorts, log }));
  own(registerEvidence({ model, ports: adapters.evidencePorts, version, log }));
  begin(repositories, model, waiting.model)
    .then(async () => push.follow())
    .catch((error: unknown) => {
      log.error('Pushes can’t be followed', error);
    });
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
