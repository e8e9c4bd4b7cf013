import * as vscode from 'vscode';
import { cancellable } from '../cancellable.ts';
import { newStart, startChange, type StartPorts } from '../../change/startChange.ts';
import { StartChangeError } from '../../change/startChangeError.ts';
import type { StartPlan, StartProgress } from '../../change/startJournal.ts';
import { commands } from '../contributions.ts';
import type { GitRepository } from '../gitExtension.ts';
import { showFailure, showWarning, type Log } from '../messages.ts';
import type { Repositories } from '../repositories.ts';
import { settings } from '../settings.ts';
import type { HostedSite, Site, Sites } from '../sites.ts';
import { lookAtBase, mustAllowChanges } from './beforeStart.ts';
import type { DescriptionEditor } from './describe.ts';
import { askUncommitted, confirmDetachedHead, obstacleIn, pickRepository } from './preflight.ts';
import { askResume } from './resume.ts';
import { goOn, tellDone, tellNoRemote, tellNoRepository, tellStopped } from './tell.ts';
import { askForChange } from './wizard.ts';
import { t } from '../language.ts';

export interface StartChangeDependencies {
  readonly repositories: Repositories;
  readonly sites: Sites;
  readonly descriptionEditor: DescriptionEditor;
  readonly log: Log;
  /** Called when something came to be that the view shows. */
  readonly changed: () => void;
  /** Called when a change was started, once all is told about it. */
  readonly started: (repository: GitRepository) => void;
}

/**
 * **Change: Start Change**: step 1 of the procedure, from the first question to the published branch.
 *
 * It ends when the work does. Messages stay as long as the person wants them to, and their buttons run commands
 * of their own.
 */
export async function startChangeCommand(dependencies: StartChangeDependencies, how: unknown): Promise<void> {
  try {
    const start = await prepare(dependencies, how === goOn);
    if (start) {
      await carryOut(start, dependencies);
    }
  } catch (error) {
    const retry = async () => vscode.commands.executeCommand(commands.startChange);
    void showFailure(dependencies.log, error, { label: t`Retry`, run: retry });
  }
}

interface PreparedStart {
  readonly repository: GitRepository;
  readonly site: Site;
  readonly ports: StartPorts;
  readonly begun: StartProgress;
}

/** Looks before it asks: what stands in the way is said before the first step. */
async function prepare(
  { repositories, sites, descriptionEditor }: StartChangeDependencies,
  goesOn: boolean,
): Promise<PreparedStart | undefined> {
  await repositories.connect();
  const repository = await pickRepository(repositories);
  if (!repository) {
    void tellNoRepository(repositories.gitPath !== undefined);
    return undefined;
  }
  const site = await sites.of(repository);
  const { workingCopy, journal, hosted } = site;
  if (!hosted) {
    void tellNoRemote();
    return undefined;
  }
  const state = await workingCopy.state();
  const obstacle = obstacleIn(state);
  if (obstacle !== undefined) {
    void showWarning(obstacle);
    return undefined;
  }
  const ports = { ...site, ...hosted, baseRemote: hosted.base.remote };
  const unfinished = await journal.read();
  const resumed = goesOn ? unfinished : unfinished && (await askResume(unfinished));
  if (resumed) {
    return { repository, site, ports, begun: resumed };
  }
  await confirmDetachedHead(state);
  const uncommitted = await askUncommitted(state);
  const plan = await askPlan(site, hosted, descriptionEditor);
  return { repository, site, ports, begun: newStart({ ...plan, uncommitted }, new Date()) };
}

async function askPlan(
  site: Site,
  hostedSite: HostedSite,
  descriptionEditor: DescriptionEditor,
): Promise<Omit<StartPlan, 'uncommitted'>> {
  const { codeHost, tracker, base } = hostedSite;
  const stopped = new AbortController();
  try {
    const hosted = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: t`Start Change: asking ${base.host.authority}…` },
      async () => codeHost.repository(stopped.signal),
    );
    await mustAllowChanges(site, hostedSite, hosted, stopped.signal);
    const looking = lookAtBase(site, hostedSite, hosted, stopped.signal);
    // It is waited for in the wizard; a failure before that must not count as unhandled.
    looking.catch(() => undefined);
    const { journal } = site;
    const { ticket, branch } = await askForChange({ tracker, journal, descriptionEditor, base: looking });
    const { baseBranch } = await looking;
    const { assignTicket, publishBranch } = settings();
    return { ticket, branch, baseBranch, assign: assignTicket, publish: publishBranch };
  } finally {
    stopped.abort();
  }
}

async function carryOut(
  { repository, site, ports, begun }: PreparedStart,
  { log, changed, started }: StartChangeDependencies,
): Promise<void> {
  try {
    const done = await cancellable(t`Start Change`, async (run) => startChange(begun, ports, run));
    void tellDone(done, site.workingCopy, log);
    started(repository);
  } catch (error) {
    if (!(error instanceof StartChangeError)) {
      throw error;
    }
    void tellStopped(error, log);
  } finally {
    changed();
    // VS Code shows the new branch at once, not when it next looks; that may take its time.
    repository.status().catch(() => undefined);
  }
}
