import * as vscode from 'vscode';
import { askInDialog } from '../messages.ts';
import { Cancelled } from '../../base/errors.ts';
import type { WorkingCopyState } from '../../change/workingCopy.ts';
import type { GitRepository } from '../gitExtension.ts';
import type { Repositories } from '../repositories.ts';
import { plainLabel } from '../text.ts';
import { t } from '../language.ts';
import { counted } from '../../base/say.ts';

/** The repository to do something in; asked where there are several, the active editor's first. */
export async function pickRepository(
  repositories: Repositories,
  title = t`Start Change`,
): Promise<GitRepository | undefined> {
  const all = repositories.all;
  if (all.length < 2) {
    return all[0];
  }
  const items = all.map((repository) => ({
    label: `$(repo) ${plainLabel(repository.rootUri.path.split('/').at(-1) ?? '')}`,
    description: repository.state.HEAD?.name ?? '',
    detail: repository.rootUri.fsPath,
    repository,
  }));
  const item = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: t`In which repository?`,
  });
  if (!item) {
    throw new Cancelled();
  }
  repositories.choose(item.repository);
  return item.repository;
}

/** Why no change can be started from this state, in a sentence that says what to do; undefined when one can. */
export function obstacleIn({ head, unfinished }: WorkingCopyState): string | undefined {
  if (unfinished !== undefined) {
    return t`Git is in the middle of a ${unfinished}. Finish or abort it, then start the change.`;
  }
  if (head.kind === 'unborn') {
    return t`The branch “${head.name}” has no commit yet. Make a first one and push it, then start the change.`;
  }
  return undefined;
}

/** Without a branch, commits made since are easily lost; the developer decides. */
export async function confirmDetachedHead({ head }: WorkingCopyState): Promise<void> {
  if (head.kind !== 'detached') {
    return;
  }
  const goOn = t`Start Change Anyway`;
  const answer = await askInDialog(
    'warning',
    t`No branch is checked out, but commit ${head.sha.slice(0, 7)}.`,
    t`The change starts from the newest base branch. Commits that you made here and that are on no branch will be hard to find again.`,
    goOn,
  );
  if (answer !== goOn) {
    throw new Cancelled();
  }
}

/** What happens to uncommitted changes; {@link Cancelled} when the developer would rather stop. */
export async function askUncommitted({ uncommitted }: WorkingCopyState): Promise<'carry' | 'stash'> {
  if (uncommitted.length === 0) {
    return 'carry';
  }
  const names = `${uncommitted.slice(0, 3).join(', ')}${uncommitted.length > 3 ? ', …' : ''}`;
  const choices = [
    {
      label: t`$(arrow-right) Carry them along`,
      detail: t`They will be there, uncommitted, on the new branch`,
      choice: 'carry',
    },
    {
      label: t`$(archive) Stash them`,
      detail: t`Put aside under a name; you are offered them back`,
      choice: 'stash',
    },
    { label: t`$(circle-slash) Stop`, detail: t`Change nothing`, choice: undefined },
  ] as const;
  const answer = await vscode.window.showQuickPick(choices, {
    title: t`Start Change`,
    placeHolder: counted(
      uncommitted.length,
      t`1 file has uncommitted changes: ${names}`,
      t`${uncommitted.length} files have uncommitted changes: ${names}`,
    ),
    ignoreFocusOut: true,
  });
  if (answer?.choice === undefined) {
    throw new Cancelled();
  }
  return answer.choice;
}
