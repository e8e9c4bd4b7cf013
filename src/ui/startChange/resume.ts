import * as vscode from 'vscode';
import { Cancelled } from '../../base/errors.ts';
import { whatExists } from '../../change/startChangeError.ts';
import type { StartProgress } from '../../change/startJournal.ts';
import { plainLabel } from '../text.ts';
import { t, translated } from '../language.ts';

/** Offers to go on with a start that stopped on its way; undefined when the developer wants another change. */
export async function askResume(unfinished: StartProgress): Promise<StartProgress | undefined> {
  const { ticket, plan } = unfinished;
  const title = ticket?.title ?? (plan.ticket.kind === 'new' ? plan.ticket.title : plan.ticket.key);
  const goOn = {
    label: t`$(debug-continue) Go on with ${ticket ? `${ticket.key} ` : ''}“${plainLabel(title)}”`,
    detail: translated(whatExists(unfinished)),
  };
  const other = {
    label: t`$(add) Start another change`,
    detail: ticket ? t`The ticket ${ticket.key} stays as it is` : t`What you typed stays in the form`,
  };
  const answer = await vscode.window.showQuickPick([goOn, other], {
    title: t`Start Change`,
    placeHolder: t`A change was started and not finished`,
    ignoreFocusOut: true,
  });
  if (!answer) {
    throw new Cancelled();
  }
  return answer === goOn ? unfinished : undefined;
}
