import * as vscode from 'vscode';
import { cancellable } from '../cancellable.ts';
import { HumanError } from '../../base/errors.ts';
import { joined, say } from '../../base/say.ts';
import { nextSteps } from '../../change/setUp/nextSteps.ts';
import { procedureWith, roleProblems } from '../../change/setUp/roles.ts';
import {
  changedBy,
  planSetUp,
  readBaseBranch,
  setUpRepository,
  type BaseBranch,
  type SetUpPlan,
} from '../../change/setUp/setUpRepository.ts';
import type { StartPorts } from '../../change/startChange.ts';
import type { Procedure } from '../../procedure/procedure.ts';
import { commands } from '../contributions.ts';
import { t, translated } from '../language.ts';
import { showFailure, showInformation, showWarning, type Log } from '../messages.ts';
import type { Repositories } from '../repositories.ts';
import type { HostedSite, Sites } from '../sites.ts';
import { obstacleIn, pickRepository } from '../startChange/preflight.ts';
import { tellNoRemote, tellNoRepository } from '../startChange/tell.ts';
import { askFiles } from './askFiles.ts';
import { askRoles } from './askRoles.ts';

export interface SetUpDependencies {
  readonly repositories: Repositories;
  readonly sites: Sites;
  readonly log: Log;
  /** Called when something came to be that the view shows. */
  readonly changed: () => void;
}

/**
 * **Change: Set Up Repository…**: the procedure file, templates and workflows, on a branch, as a change of its own.
 * What is there is kept, and everything is shown before it is written.
 */
export async function setUpCommand(dependencies: SetUpDependencies): Promise<void> {
  try {
    await setUp(dependencies);
  } catch (error) {
    const retry = async () => vscode.commands.executeCommand(commands.setUpRepository);
    void showFailure(dependencies.log, error, { label: t`Retry`, run: retry });
  }
}

async function setUp({ repositories, sites, changed }: SetUpDependencies): Promise<void> {
  await repositories.connect();
  const repository = await pickRepository(repositories, t`Set Up Repository`);
  if (!repository) {
    void tellNoRepository(repositories.gitPath !== undefined);
    return;
  }
  const site = await sites.of(repository);
  if (!site.hosted) {
    void tellNoRemote();
    return;
  }
  const obstacle = obstacleIn(await site.workingCopy.state());
  if (obstacle !== undefined) {
    void showWarning(obstacle);
    return;
  }
  const ports = { ...site, ...site.hosted, baseRemote: site.hosted.base.remote };
  const base = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: t`Set Up Repository: looking at the base branch…` },
    async () => readBaseBranch(ports, new AbortController().signal),
  );
  const plan = await planSetUp(base.procedure ?? (await askProcedure(site.hosted)), base);
  if (changedBy(plan).length === 0) {
    void showInformation(t`${base.name} has all of it already. Nothing is to be done.`);
    return;
  }
  await askFiles(plan);
  try {
    const change = await carryOut(plan, ports);
    void tellDone(change.ticket, base);
  } finally {
    changed();
    repository.status().catch(() => undefined);
  }
}

/** @throws {HumanError} when a role would name someone who is not there. */
async function askProcedure(hosted: HostedSite): Promise<Procedure> {
  const chosen = await askRoles(hosted.directory);
  const problems = await roleProblems(chosen, hosted, new AbortController().signal);
  if (problems.length > 0) {
    throw new HumanError(say`Nothing was set up. ${joined(problems, ' ')}`);
  }
  return procedureWith(chosen);
}

async function carryOut(plan: SetUpPlan, ports: StartPorts) {
  return cancellable(t`Set Up Repository`, async (run) => setUpRepository(plan, ports, run));
}

async function tellDone(ticket: string, base: BaseBranch): Promise<void> {
  const prepare = t`Prepare Pull Request`;
  const [, ...administrators] = nextSteps(base.name);
  const answer = await showInformation(
    t`${ticket} holds what sets the repository up; open its pull request. ${translated(joined(administrators, ' '))}`,
    prepare,
  );
  if (answer === prepare) {
    await vscode.commands.executeCommand(commands.preparePullRequest);
  }
}
