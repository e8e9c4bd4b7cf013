import * as vscode from 'vscode';
import { HumanError } from '../base/errors.ts';
import { counted, say } from '../base/say.ts';
import type { Change } from '../change/observedChange.ts';
import { requested, reviewChoices, type Reviewer } from '../change/reviewChoices.ts';
import type { RoleId } from '../procedure/procedure.ts';
import { owners } from './changeView/looks.ts';
import type { Known } from './currentChange.ts';
import { t } from './language.ts';
import { showInformation } from './messages.ts';
import type { Sites } from './sites.ts';

interface Choice extends vscode.QuickPickItem {
  /** Undefined for the heading of a role. */
  readonly reviewer?: Reviewer;
}

/**
 * Asks whom to ask for the reviews that are still needed, and has the host ask them.
 *
 * @param role of the step; every role that is still needed when not given.
 */
export async function requestReview(
  { change, git }: Known,
  role: RoleId | undefined,
  sites: Sites,
): Promise<void> {
  const number = change.record.pullRequest?.number;
  const roles = change.report.remaining.map((each) => each.role);
  if (number === undefined || roles.length === 0) {
    throw new HumanError(
      number === undefined
        ? say`Nobody can be asked for a review yet: there is no pull request. Open one first.`
        : say`Nobody’s review is missing that could be asked for.`,
    );
  }
  const reviewers = await pickReviewers(role === undefined ? roles : [role], change);
  if (reviewers.length === 0) {
    return;
  }
  const { hosted } = await sites.of(git);
  await hosted?.pullRequests.requestReviewers(number, requested(reviewers), new AbortController().signal);
  const asked = [...new Set(reviewers.map(nameOf))];
  const names = asked.join(', ');
  void showInformation(
    counted(
      asked.length,
      t`${names} was asked to review #${number}.`,
      t`${names} were asked to review #${number}.`,
    ),
  );
}

async function pickReviewers(roles: readonly RoleId[], change: Change): Promise<readonly Reviewer[]> {
  const choices = roles.flatMap((role) => choicesOf(role, reviewChoices(role, change)));
  if (choices.length === 0) {
    const named = roles.join(', ');
    throw new HumanError(
      say`Nobody is known who could review as ${named}. Ask someone to add people to the procedure file or its teams.`,
    );
  }
  const [role, ...others] = roles;
  const picked = await vscode.window.showQuickPick(choices, {
    title:
      role !== undefined && others.length === 0
        ? t`Request Review: ${owners[role]}`
        : t`Request the reviews that are still needed`,
    placeHolder: t`Teams and people to ask for a review`,
    canPickMany: true,
  });
  return (picked ?? []).flatMap(({ reviewer }) => reviewer ?? []);
}

function choicesOf(role: RoleId, reviewers: readonly Reviewer[]): readonly Choice[] {
  const heading = { label: owners[role], kind: vscode.QuickPickItemKind.Separator };
  const choices = reviewers.map((reviewer): Choice => ({
    label: nameOf(reviewer),
    description: reviewer.kind === 'team' ? t`team` : '',
    // One who is asked for is usually enough, and the team knows best who.
    picked: reviewer === reviewers[0],
    reviewer,
  }));
  return choices.length === 0 ? [] : [heading, ...choices];
}

function nameOf(reviewer: Reviewer): string {
  return reviewer.kind === 'team' ? reviewer.name : `@${reviewer.login}`;
}
