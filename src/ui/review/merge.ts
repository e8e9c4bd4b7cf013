import * as vscode from 'vscode';
import { HeadMoved } from '../../change/headMoved.ts';
import { mergeChange, type DecidedMerge, type MergeOutcome } from '../../change/mergeChange.ts';
import type { MergeMethod, MergeOptions } from '../../change/merging.ts';
import { NotCompliant } from '../../change/notCompliant.ts';
import { plannedForTicket } from '../../change/ticketsFollow.ts';
import type { ComplianceReport } from '../../procedure/report.ts';
import { onOneLine } from '../../base/text.ts';
import { commands } from '../contributions.ts';
import { t, translated } from '../language.ts';
import { showFailure } from '../messages.ts';
import { settings } from '../settings.ts';
import { plainLabel } from '../text.ts';
import { afterMerge, tellQueued } from './afterMerge.ts';
import type { ReviewDependencies } from './dependencies.ts';
import { nameOf, observe, type OpenedChange } from './openedChange.ts';
import { askPage, heading, sentenceRows, type Row } from './page.ts';
import { openTarget } from './pickPullRequest.ts';
import { stepRows } from './stepRows.ts';
import { verdictWords } from '../../procedure/reportOutline.ts';

/** **Change: Merge…**: merges when the report says that the procedure allows it; else shows what is open. */
export async function merge(dependencies: ReviewDependencies): Promise<void> {
  const opened = await openTarget(dependencies);
  if (!opened) {
    return;
  }
  const { pullRequest, change, hosted } = opened;
  if (pullRequest.state === 'merged') {
    await afterMerge(dependencies, opened, true);
    return;
  }
  if (change.report.verdict !== 'compliant') {
    await showOpen(opened, change.report);
    return;
  }
  const options = await hosted.merging.options(pullRequest.number, new AbortController().signal);
  const how = await askPage<DecidedMerge['how']>({
    title: t`Merge ${nameOf(pullRequest)}`,
    about: t`${pullRequest.headSha.slice(0, 7)} of ${pullRequest.headRef} into ${pullRequest.baseRef}`,
    rows: [
      ...(options.queue ? [queueRow(options)] : options.methods.map(methodRow)),
      ...(!options.queue && options.methods.length === 0
        ? sentenceRows(
            'error',
            t`The repository allows no merges. An administrator can allow them in its settings.`,
          )
        : []),
      ...afterwards(opened, options),
      heading(t`${change.procedure.id}: compliant`),
      ...stepRows(change.report),
    ],
  });
  await carryOut(dependencies, opened, how);
}

const methodNames: Readonly<Record<MergeMethod, string>> = {
  merge: t`Create a merge commit`,
  squash: t`Squash and merge`,
  rebase: t`Rebase and merge`,
};

function methodRow({ method, headline }: MergeOptions['methods'][number]): Row<MergeMethod> {
  return {
    label: `$(git-merge) ${methodNames[method]}`,
    description: plainLabel(onOneLine(translated(headline))),
    answer: method,
  };
}

function queueRow({ queue }: MergeOptions): Row<'queue'> {
  return {
    label: t`$(list-ordered) Add to the merge queue`,
    description:
      queue?.position === undefined
        ? t`this branch takes changes through its queue only`
        : t`it is in the queue already, at place ${queue.position}`,
    answer: 'queue',
  };
}

/** What others will see besides the merge. What a queue merges later, nobody here follows. */
function afterwards({ change }: OpenedChange, { queue }: MergeOptions): readonly Row<never>[] {
  const key = change.record.ticket?.key;
  const planned = key === undefined || queue ? [] : plannedForTicket(key, settings().afterMerge);
  return planned.length === 0
    ? []
    : [
        heading(t`After the merge`),
        ...planned.flatMap((sentence, index) =>
          sentenceRows('issues', translated(sentence), index === 0 ? 'besideHeading' : 'alone'),
        ),
      ];
}

async function showOpen({ pullRequest, change }: OpenedChange, report: ComplianceReport): Promise<void> {
  await askPage<never>({
    title: t`${nameOf(pullRequest)} can’t be merged yet`,
    about: t`${change.procedure.id}: ${verdictWords[report.verdict]}. Escape closes this page`,
    rows: [heading(t`What is open`), ...stepRows(report)],
  });
}

async function carryOut(
  dependencies: ReviewDependencies,
  opened: OpenedChange,
  how: DecidedMerge['how'],
): Promise<void> {
  const { site, hosted, pullRequest } = opened;
  const { number, headSha: head } = pullRequest;
  let outcome: MergeOutcome;
  try {
    outcome = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: t`Merging #${number}…` },
      async () =>
        mergeChange(
          { pullRequest: number, head, how },
          { ...site, ...hosted, observe: async (which, signal) => observe(opened, which, signal) },
          new AbortController().signal,
        ),
    );
  } catch (error) {
    if (error instanceof NotCompliant) {
      await showOpen(opened, error.report);
      return;
    }
    const again = async () =>
      error instanceof HeadMoved
        ? vscode.commands.executeCommand(commands.merge)
        : carryOut(dependencies, opened, how);
    const label = error instanceof HeadMoved ? t`Look Again` : t`Retry`;
    void showFailure(dependencies.log, error, { label, run: again });
    return;
  } finally {
    dependencies.changed();
  }
  if (outcome.kind === 'queued') {
    void tellQueued(opened, outcome.position);
  } else {
    await afterMerge(dependencies, opened, outcome.wasMerged);
  }
}
