import * as vscode from 'vscode';
import { Cancelled, HumanError, wordsOf } from '../../base/errors.ts';
import type { StartChangeError } from '../../change/startChangeError.ts';
import type { StartProgress } from '../../change/startJournal.ts';
import { PartlyUnstashed, type WorkingCopy } from '../../change/workingCopy.ts';
import { commands } from '../contributions.ts';
import { showFailure, showInformation, showWarning, type Log } from '../messages.ts';
import { t } from '../language.ts';
import { say } from '../../base/say.ts';

/** What **Retry** and **Go On** hand to the command: the start in the journal is meant, there is nothing to ask. */
export const goOn = 'go-on';

export async function tellStopped(error: StartChangeError, log: Log): Promise<void> {
  const { ticket } = error.progress;
  const again = {
    label: error.cause instanceof Cancelled ? t`Go On` : t`Retry`,
    run: async () => vscode.commands.executeCommand(commands.startChange, goOn),
  };
  const openTicket = ticket && {
    label: t`Open Ticket`,
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
  const openTicket = t`Open Ticket`;
  const bringBack = t`Bring Back Stashed Changes`;
  const answer = await showInformation(
    published
      ? t`Change ${ticket.key} is started on the branch “${branch}”.`
      : t`Change ${ticket.key} is started on the branch “${branch}”. It is not published yet.`,
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
      say`Your changes were not brought back; they are still stashed. ${wordsOf(error)}`,
      { cause: error },
    );
    await showFailure(log, problem, {
      label: t`Retry`,
      run: async () => bringBackStash(stash, workingCopy, log),
    });
  }
}

export async function tellNoRepository(gitIsThere: boolean): Promise<void> {
  const openFolder = t`Open Folder`;
  const answer = gitIsThere
    ? await showWarning(
        t`There is no Git repository here. Open the folder of a clone, then start the change.`,
        openFolder,
      )
    : await showWarning(
        t`VS Code’s Git is turned off, or git is not installed. Change Guide needs it: look at the setting git.enabled.`,
      );
  if (answer === openFolder) {
    await vscode.commands.executeCommand('vscode.openFolder');
  }
}

export async function tellNoRemote(): Promise<void> {
  const openSettings = t`Open Settings`;
  const answer = await showWarning(
    t`No remote of this repository is on a GitHub that Change Guide knows. For a GitHub Enterprise Server, name its address in the settings.`,
    openSettings,
  );
  if (answer === openSettings) {
    await vscode.commands.executeCommand('workbench.action.openSettings', 'changeGuide.enterpriseServers');
  }
}
