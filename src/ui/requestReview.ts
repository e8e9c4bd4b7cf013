import * as vscode from 'vscode';
import { HumanError } from '../base/errors.ts';
import { requested, reviewChoices, type Reviewer } from '../change/reviewChoices.ts';
import type { RoleId } from '../procedure/procedure.ts';
import { owners } from './changeView/looks.ts';
import type { Known } from './currentChange.ts';
import { showInformation } from './messages.ts';
import type { Sites } from './sites.ts';
import { t } from './language.ts';
import { counted, say } from '../base/say.ts';

type Choice = vscode.QuickPickItem & { readonly reviewer: Reviewer };

/**
 * Asks whom to ask for the review of a step, and has the host ask them.
 *
 * @param role of the step; asked for when not given.
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
  const asked = role ?? (await pickRole(roles));
  const reviewers =
    asked === undefined ? undefined : await pickReviewers(asked, reviewChoices(asked, change));
  if (!reviewers || reviewers.length === 0) {
    return;
  }
  const { hosted } = await sites.of(git);
  await hosted?.pullRequests.requestReviewers(number, requested(reviewers), new AbortController().signal);
  const names = reviewers.map(nameOf).join(', ');
  await showInformation(
    counted(
      reviewers.length,
      t`${names} was asked to review #${number}.`,
      t`${names} were asked to review #${number}.`,
    ),
  );
}

async function pickRole(roles: readonly RoleId[]): Promise<RoleId | undefined> {
  const items = roles.map((role) => ({ label: owners[role], role }));
  return (await vscode.window.showQuickPick(items, { title: t`Request Review: as what?` }))?.role;
}

async function pickReviewers(
  role: RoleId,
  reviewers: readonly Reviewer[],
): Promise<readonly Reviewer[] | undefined> {
  if (reviewers.length === 0) {
    throw new HumanError(
      say`Nobody is known who could review for the role ${role}. Ask someone to add people to it in the procedure file or its team.`,
    );
  }
  const items = reviewers.map((reviewer): Choice => ({
    label: nameOf(reviewer),
    description: reviewer.kind === 'team' ? t`team` : '',
    // One who is asked for is usually enough, and the team knows best who.
    picked: reviewer === reviewers[0],
    reviewer,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: t`Request Review: ${owners[role]}`,
    placeHolder: t`Teams and people to ask for a review`,
    canPickMany: true,
  });
  return picked?.map(({ reviewer }) => reviewer);
}

function nameOf(reviewer: Reviewer): string {
  return reviewer.kind === 'team' ? reviewer.name : `@${reviewer.login}`;
}
