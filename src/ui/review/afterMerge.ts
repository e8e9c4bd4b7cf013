import * as vscode from 'vscode';
import { wordsOf } from '../../base/errors.ts';
import { closeTicket, moveTicket } from '../../change/ticketsFollow.ts';
import { t } from '../language.ts';
import { showFailure, showInformation, showWarning, type Action } from '../messages.ts';
import { commands } from '../contributions.ts';
import type { ExportedChange } from '../evidence/exportEvidenceCommand.ts';
import { settings } from '../settings.ts';
import type { ReviewDependencies } from './dependencies.ts';
import { nameOf, readChange, type OpenedChange } from './openedChange.ts';
import { joined, say, type Text } from '../../base/say.ts';

/** What follows a merge: the ticket is closed, and what can be tidied up or kept is offered. */
export async function afterMerge(
  dependencies: ReviewDependencies,
  opened: OpenedChange,
  wasMerged: boolean,
): Promise<void> {
  const { pullRequest } = opened;
  const { target } = dependencies;
  if (target.picked?.number === pullRequest.number) {
    // Its review is over: the commands go back to the branch that is checked out.
    target.pick(undefined);
  }
  const told = await ticketSentences(dependencies, opened);
  const actions = await offers(dependencies, opened);
  void tell();

  async function tell(): Promise<void> {
    const name = nameOf(pullRequest);
    const merged = wasMerged
      ? say`${name} is merged already.`
      : say`${name} is merged into ${pullRequest.baseRef}.`;
    const label = await showInformation(
      joined([merged, ...told], ' '),
      ...actions.map((action) => action.label),
    );
    try {
      await actions.find((action) => action.label === label)?.run();
    } catch (error) {
      void showFailure(dependencies.log, error);
    }
  }
}

export async function tellQueued({ pullRequest }: OpenedChange, position: number): Promise<void> {
  const open = t`Open Pull Request`;
  const answer = await showInformation(
    t`${nameOf(pullRequest)} is in the merge queue, at place ${position}. The host merges it when its turn comes.`,
    open,
  );
  if (answer === open) {
    await vscode.env.openExternal(vscode.Uri.parse(pullRequest.url, true));
  }
}

/** A ticket that can’t be closed or moved does not undo the merge: it is told beside it. */
async function ticketSentences(
  { log }: ReviewDependencies,
  { hosted: { tracker }, change }: OpenedChange,
): Promise<readonly Text[]> {
  const { key } = change.record.ticket ?? {};
  const { closes, movesTo } = settings().afterMerge;
  const { signal } = new AbortController();
  if (key === undefined) {
    return [];
  }
  const sentences: Text[] = [];
  if (closes) {
    try {
      const closed = await closeTicket(tracker, key, signal);
      sentences.push(...(closed ? [say`The ticket ${key} was closed.`] : []));
    } catch (error) {
      log.error(`The ticket ${key} could not be closed`, error);
      sentences.push(say`The ticket ${key} was not closed: ${wordsOf(error)}`);
    }
  }
  // After it is closed: boards can move what is closed by themselves, and the setting has the last word.
  if (movesTo !== '') {
    try {
      sentences.push(...(await moveTicket(tracker, key, movesTo, signal)));
    } catch (error) {
      log.error(`The ticket ${key} could not be moved`, error);
      sentences.push(say`The ticket ${key} was not moved: ${wordsOf(error)}`);
    }
  }
  return sentences;
}

async function offers(dependencies: ReviewDependencies, opened: OpenedChange): Promise<readonly Action[]> {
  const { pullRequest } = opened;
  return [
    ...((await canDelete(opened))
      ? [{ label: t`Delete Local Branch`, run: async () => deleteBranch(dependencies, opened) }]
      : []),
    { label: t`Export Evidence`, run: async () => exportEvidence(opened) },
    {
      label: t`Open Pull Request`,
      run: async () => vscode.env.openExternal(vscode.Uri.parse(pullRequest.url, true)),
    },
  ];
}

/** Of the change as it is after the merge; the branch need not be checked out. */
async function exportEvidence({ site, hosted, repository, pullRequest }: OpenedChange): Promise<void> {
  const { change } = await readChange({ site, hosted, repository }, pullRequest.number);
  const exported: ExportedChange = { change, git: repository };
  await vscode.commands.executeCommand(commands.exportEvidence, exported);
}

/** Only a branch of which the merged pull request holds every commit. */
async function canDelete({ site, hosted, pullRequest }: OpenedChange): Promise<boolean> {
  const { workingCopy } = site;
  try {
    await workingCopy.fetchCommits(hosted.base.remote, [pullRequest.headSha], new AbortController().signal);
    return (await workingCopy.isContained(pullRequest.headRef, pullRequest.headSha)) === true;
  } catch {
    // What can't be known to be safe is not offered.
    return false;
  }
}

/** Leaves the branch first when it is the one that is checked out; uncommitted changes come along. */
async function deleteBranch({ changed }: ReviewDependencies, opened: OpenedChange): Promise<void> {
  const { site, hosted, pullRequest, repository } = opened;
  const { workingCopy } = site;
  if (!(await canDelete(opened))) {
    void showWarning(
      t`The branch “${pullRequest.headRef}” was kept: it has commits that the pull request has not.`,
    );
    return;
  }
  const head = await workingCopy.head();
  if (head.kind === 'branch' && head.name === pullRequest.headRef) {
    await workingCopy.fetchBranch(hosted.base.remote, pullRequest.baseRef, new AbortController().signal);
    await workingCopy.checkOut(pullRequest.baseRef);
  }
  await workingCopy.deleteBranch(pullRequest.headRef);
  repository.status().catch(() => undefined);
  changed();
  void showInformation(t`The local branch “${pullRequest.headRef}” is deleted.`);
}
