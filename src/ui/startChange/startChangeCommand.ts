import * as vscode from 'vscode';
import { Cancelled, HumanError, sentenceOf } from '../../base/errors.ts';
import { newStart, startChange, StartChangeError, type StartPorts } from '../../change/startChange.ts';
import type { StartPlan, StartProgress } from '../../change/startJournal.ts';
import { readProcedure } from '../../change/readProcedure.ts';
import { showFailure, type Log } from '../messages.ts';
import type { Repositories } from '../repositories.ts';
import { settings } from '../settings.ts';
import type { HostedSite, Site, Sites } from '../sites.ts';
import type { DescriptionEditor } from './describe.ts';
import { askUncommitted, confirmDetachedHead, obstacleIn, pickRepository } from './preflight.ts';
import { askResume } from './resume.ts';
import { askForChange } from './wizard.ts';

export interface StartChangeDependencies {
  readonly repositories: Repositories;
  readonly sites: Sites;
  readonly descriptionEditor: DescriptionEditor;
  readonly log: Log;
  /** Called when something came to be that the view shows. */
  readonly changed: () => void;
}

/** **Change: Start Change**: step 1 of the procedure, from the first question to the published branch. */
export async function startChangeCommand(dependencies: StartChangeDependencies): Promise<void> {
  const { log } = dependencies;
  try {
    const start = await prepare(dependencies);
    if (start) {
      await carryOut(start, dependencies);
    }
  } catch (error) {
    await showFailure(log, error, {
      label: 'Retry',
      run: async () => startChangeCommand(dependencies),
    });
  }
}

interface PreparedStart {
  readonly site: Site;
  readonly ports: StartPorts;
  readonly begun: StartProgress;
}

/** Looks before it asks: what stands in the way is said before the first step. */
async function prepare({
  repositories,
  sites,
  descriptionEditor,
}: StartChangeDependencies): Promise<PreparedStart | undefined> {
  await repositories.connect();
  const repository = await pickRepository(repositories);
  if (!repository) {
    await tellNoRepository(repositories.gitPath !== undefined);
    return undefined;
  }
  const site = await sites.of(repository);
  const { workingCopy, journal, hosted } = site;
  if (!hosted) {
    await tellNoRemote();
    return undefined;
  }
  const state = await workingCopy.state();
  const obstacle = obstacleIn(state);
  if (obstacle !== undefined) {
    await vscode.window.showWarningMessage(obstacle);
    return undefined;
  }
  const ports = { ...site, ...hosted, baseRemote: hosted.base.remote };
  const unfinished = await journal.read();
  const resumed = unfinished && (await askResume(unfinished));
  if (resumed) {
    return { site, ports, begun: resumed };
  }
  await confirmDetachedHead(state);
  const uncommitted = await askUncommitted(state);
  const plan = await askPlan(site, hosted, descriptionEditor);
  return { site, ports, begun: newStart({ ...plan, uncommitted }, new Date()) };
}

async function askPlan(
  { workingCopy, journal }: Site,
  { codeHost, tracker, base, pushRemote }: HostedSite,
  descriptionEditor: DescriptionEditor,
): Promise<Omit<StartPlan, 'uncommitted'>> {
  const stopped = new AbortController();
  try {
    const { defaultBranch } = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: `Start Change: asking ${base.host.authority}…` },
      async () => codeHost.repository(stopped.signal),
    );
    const looking = lookAtBase();
    // It is waited for in the wizard; a failure before that must not count as unhandled.
    looking.catch(() => undefined);
    const { ticket, branch } = await askForChange({ tracker, journal, descriptionEditor, base: looking });
    const { baseBranch } = await looking;
    const { assignTicket, publishBranch } = settings();
    return { ticket, branch, baseBranch, assign: assignTicket, publish: publishBranch };

    async function lookAtBase() {
      const { signal } = stopped;
      const newest = await workingCopy.fetchBranch(base.remote, defaultBranch, signal);
      const [{ procedure }, { local, remote }] = await Promise.all([
        readProcedure(workingCopy, newest),
        workingCopy.branchNames(pushRemote, signal),
      ]);
      return { procedure, taken: [...local, ...remote], baseBranch: procedure.baseBranch ?? defaultBranch };
    }
  } finally {
    stopped.abort();
  }
}

/** Runs until it is done or the developer leaves it; what exists by then is said each time. */
async function carryOut(
  { site, ports, begun }: PreparedStart,
  dependencies: StartChangeDependencies,
): Promise<void> {
  let progress = begun;
  for (;;) {
    try {
      const done = await runWithProgress(progress, ports);
      dependencies.changed();
      await tellDone(done, site, dependencies.log);
      return;
    } catch (error) {
      dependencies.changed();
      if (!(error instanceof StartChangeError)) {
        throw error;
      }
      progress = error.progress;
      if (!(await askRetry(error, dependencies.log))) {
        return;
      }
    }
  }
}

async function runWithProgress(begun: StartProgress, ports: StartPorts): Promise<StartProgress> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Start Change', cancellable: true },
    async (progress, token) => {
      const stop = new AbortController();
      token.onCancellationRequested(() => {
        stop.abort();
      });
      return startChange(begun, ports, {
        signal: stop.signal,
        report: (message) => {
          progress.report({ message });
        },
      });
    },
  );
}

async function askRetry(error: StartChangeError, log: Log): Promise<boolean> {
  let again = false;
  const { ticket } = error.progress;
  const stopped = error.cause instanceof Cancelled;
  const retry = {
    label: stopped ? 'Go On' : 'Retry',
    run: async () => {
      again = true;
      return Promise.resolve();
    },
  };
  const openTicket = ticket && {
    label: 'Open Ticket',
    run: async () => vscode.env.openExternal(vscode.Uri.parse(ticket.url, true)),
  };
  await showFailure(log, error, retry, ...(openTicket ? [openTicket] : []));
  return again;
}

async function tellDone(
  { ticket, branch, stash, plan, published }: StartProgress,
  site: Site,
  log: Log,
): Promise<void> {
  if (!ticket || branch === undefined) {
    return;
  }
  const openTicket = 'Open Ticket';
  const bringBack = 'Bring Back Stashed Changes';
  const notPublished = plan.publish && !published ? ' It is not published yet.' : '';
  const answer = await vscode.window.showInformationMessage(
    `Change ${ticket.key} is started on the branch “${branch}”.${notPublished}`,
    ...(stash === undefined ? [openTicket] : [bringBack, openTicket]),
  );
  if (answer === openTicket) {
    await vscode.env.openExternal(vscode.Uri.parse(ticket.url, true));
  } else if (answer === bringBack && stash !== undefined) {
    await bringBackStash(stash, site, log);
  }
}

async function bringBackStash(stash: string, site: Site, log: Log): Promise<void> {
  try {
    await site.workingCopy.unstash(stash);
  } catch (error) {
    const problem = new HumanError(
      `Your changes were not brought back; they are still stashed. ${sentenceOf(error)}`,
      { cause: error },
    );
    await showFailure(log, problem, {
      label: 'Retry',
      run: async () => bringBackStash(stash, site, log),
    });
  }
}

async function tellNoRepository(gitIsThere: boolean): Promise<void> {
  const openFolder = 'Open Folder';
  const answer = gitIsThere
    ? await vscode.window.showWarningMessage(
        'There is no Git repository here. Open the folder of a clone, then start the change.',
        openFolder,
      )
    : await vscode.window.showWarningMessage(
        'VS Code’s Git is turned off, or git is not installed. Change Guide needs it: look at the setting git.enabled.',
      );
  if (answer === openFolder) {
    await vscode.commands.executeCommand('vscode.openFolder');
  }
}

async function tellNoRemote(): Promise<void> {
  const openSettings = 'Open Settings';
  const answer = await vscode.window.showWarningMessage(
    'No remote of this repository is on a GitHub that Change Guide knows. For a GitHub Enterprise Server, name its address in the settings.',
    openSettings,
  );
  if (answer === openSettings) {
    await vscode.commands.executeCommand('workbench.action.openSettings', 'changeGuide.enterpriseServers');
  }
}
