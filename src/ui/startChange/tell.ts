import * as vscode from 'vscode';
import { Cancelled, HumanError, sentenceOf } from '../../base/errors.ts';
import type { StartChangeError } from '../../change/startChangeError.ts';
import type { StartProgress } from '../../change/startJournal.ts';
import { PartlyUnstashed, type WorkingCopy } from '../../change/workingCopy.ts';
import { commands } from '../contributions.ts';
import { showFailure, type Log } from '../messages.ts';

/** What **Retry** and **Go On** hand to the command: the start in the journal is meant, there is nothing to ask. */
export const goOn = 'go-on';

export async function tellStopped(error: StartChangeError, log: Log): Promise<void> {
  const { ticket } = error.progress;
  const again = {
    label: error.cause instanceof Cancelled ? 'Go On' : 'Retry',
    run: async () => vscode.commands.executeCommand(commands.startChange, goOn),
  };
  const openTicket = ticket && {
    label: 'Open Ticket',
    run: async () => vscode.env.openExternal(vscode.Uri.parse(ticket.url, true)),
  };
  await showFailure(log, error, again, ...(openTicket ? [openTicket] : []));
}

export async function tellDone(
  { ticket, branch, stash, published }: StartProgress,
  workingCopy: WorkingCopy,
  log: Log,
): Promise<void> {
  if (!ticket || branch === undefined) {
    return;
  }
  const openTicket = 'Open Ticket';
  const bringBack = 'Bring Back Stashed Changes';
  const notPublished = !published ? ' It is not published yet.' : '';
  const answer = await vscode.window.showInformationMessage(
    `Change ${ticket.key} is started on the branch “${branch}”.${notPublished}`,
    ...(stash === undefined ? [openTicket] : [bringBack, openTicket]),
  );
  if (answer === openTicket) {
    await vscode.env.openExternal(vscode.Uri.parse(ticket.url, true));
  } else if (answer === bringBack && stash !== undefined) {
    await bringBackStash(stash, workingCopy, log);
  }
}

async function bringBackStash(stash: string, workingCopy: WorkingCopy, log: Log): Promise<void> {
  try {
    await workingCopy.unstash(stash);
  } catch (error) {
    if (error instanceof PartlyUnstashed) {
      await showFailure(log, error);
      return;
    }
    const problem = new HumanError(
      `Your changes were not brought back; they are still stashed. ${sentenceOf(error)}`,
      { cause: error },
    );
    await showFailure(log, problem, {
      label: 'Retry',
      run: async () => bringBackStash(stash, workingCopy, log),
    });
  }
}

export async function tellNoRepository(gitIsThere: boolean): Promise<void> {
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

export async function tellNoRemote(): Promise<void> {
  const openSettings = 'Open Settings';
  const answer = await vscode.window.showWarningMessage(
    'No remote of this repository is on a GitHub that Change Guide knows. For a GitHub Enterprise Server, name its address in the settings.',
    openSettings,
  );
  if (answer === openSettings) {
    await vscode.commands.executeCommand('workbench.action.openSettings', 'changeGuide.enterpriseServers');
  }
}
