import * as vscode from 'vscode';
import { askInDialog } from '../messages.ts';
import { Cancelled } from '../../base/errors.ts';
import type { OpenPoint } from '../../change/draftPoints.ts';
import { findingWords } from '../../procedure/findings.ts';
import { rangeOf } from './ranges.ts';
import { t, translated } from '../language.ts';

/** How many open points are listed by name. */
const most = 8;

/**
 * Whether a draft with open points is submitted all the same.
 *
 * @returns whether as a draft: a new one always is; one that is to be ready is made so
 * @throws {Cancelled} when the developer would rather look at them, which are then shown
 */
export async function askAboutOpenPoints(
  document: vscode.TextDocument,
  points: readonly OpenPoint[],
  ready: boolean,
): Promise<boolean> {
  const goOn = ready ? t`Mark as Ready Anyway` : t`Create as Draft`;
  const show = t`Show Open Points`;
  const more = points.length > most ? [t`and ${points.length - most} more`] : [];
  const answer = await askInDialog(
    'warning',
    points.length === 1
      ? t`One point of the draft is open.`
      : t`${points.length} points of the draft are open.`,
    [...points.slice(0, most).map(({ finding }) => translated(findingWords(finding))), ...more].join('\n'),
    show,
    goOn,
  );
  if (answer === goOn) {
    return !ready;
  }
  const [first] = points[0]?.ranges ?? [];
  if (answer === show && first) {
    const { start } = rangeOf(document, first);
    await vscode.window.showTextDocument(document, {
      preview: false,
      selection: new vscode.Range(start, start),
    });
    await vscode.commands.executeCommand('workbench.actions.view.problems');
  }
  throw new Cancelled();
}
