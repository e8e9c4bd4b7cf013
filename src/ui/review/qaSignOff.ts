import * as vscode from 'vscode';
import { onOneLine } from '../../base/text.ts';
import { renderSignOff, type SignOff } from '../../change/signOff.ts';
import type { ChangeRecord, Deployment } from '../../procedure/changeRecord.ts';
import { moment } from '../../procedure/wording.ts';
import { commands } from '../contributions.ts';
import { plainLabel } from '../text.ts';
import type { ReviewDependencies } from './dependencies.ts';
import { effectRows } from './effectRows.ts';
import { askEvidence } from './evidence.ts';
import { aboutOf, nameOf, preview, textKey, type OpenedChange } from './openedChange.ts';
import { askPage, heading, sentenceRows, type Row } from './page.ts';
import { openTarget } from './pickPullRequest.ts';
import { send } from './send.ts';
import { t, translated } from '../language.ts';

type Tested = Pick<SignOff, 'environment' | 'deployment'>;

/** **Change: QA Sign-Off…**: where it was tested, what was tested, and the result. */
export async function signOff(dependencies: ReviewDependencies): Promise<void> {
  const opened = await openTarget(dependencies);
  if (!opened) {
    return;
  }
  const { pullRequest } = opened;
  const { texts } = dependencies;
  const title = t`QA Sign-Off of ${nameOf(pullRequest)}`;
  const key = textKey(opened, 'evidence');
  const tested = await askTested(opened, title);
  const evidence = await askEvidence(title, key, texts);
  const result = await askResult(opened, title, tested, evidence);
  const commit = pullRequest.headSha;
  const body = renderSignOff({ ...tested, result, commit, evidence });
  const verdict = result === 'passed' ? 'APPROVED' : 'CHANGES_REQUESTED';
  await send(
    dependencies,
    opened,
    { verdict, commit, body },
    {
      done: (which) =>
        result === 'passed' ? t`You signed off ${which}.` : t`You requested changes on ${which}.`,
      sent: async () => texts.write(key, ''),
      again: async () => vscode.commands.executeCommand(commands.qaSignOff),
    },
  );
}

async function askTested({ change, pullRequest }: OpenedChange, title: string): Promise<Tested> {
  const { environment, deployment: need } = change.procedure.qa;
  const found = deploymentsOf(change.record, pullRequest.headSha);
  const rows: readonly Row<Tested>[] = found.map(({ environment: where, succeededAt, url }) => ({
    label: `$(server-environment) ${plainLabel(onOneLine(where))}`,
    description: t`deployed ${moment(succeededAt)}`,
    ...(url !== undefined && { detail: onOneLine(url) }),
    answer: { environment: where, deployment: { succeededAt, ...(url !== undefined && { url }) } },
  }));
  const isThere = found.some((each) => each.environment === environment);
  const without: Row<Tested> = {
    label: t`$(circle-slash) ${environment}, without a deployment`,
    description: need === 'required' ? t`the procedure asks for one` : t`the procedure does not ask for one`,
    answer: { environment, deployment: null },
  };
  const missing =
    need === 'required'
      ? t`No successful deployment of ${pullRequest.headSha.slice(0, 7)} to ${environment} was found. Deploy it there first: an earlier sign-off will not count.`
      : t`No successful deployment of ${pullRequest.headSha.slice(0, 7)} to ${environment} was found.`;
  return askPage({
    title: `${title} (1/3)`,
    about: t`Where did you test ${pullRequest.headSha.slice(0, 7)}?`,
    rows: isThere
      ? rows
      : [...rows, without, heading(t`Deployments`), ...sentenceRows('warning', missing, 'besideHeading')],
  });
}

/** Those of the head, or of the same change at another commit: they are what can have been tested. */
function deploymentsOf(
  { deployments, patchIds }: ChangeRecord,
  head: string,
): readonly (Deployment & { readonly succeededAt: string })[] {
  const isOfHead = ({ sha }: Deployment) =>
    sha === head || (patchIds[head] !== undefined && patchIds[sha] === patchIds[head]);
  return deployments
    .filter((deployment) => isOfHead(deployment))
    .flatMap((deployment) => {
      const at =
        deployment.succeededAt ?? (deployment.state === 'success' ? deployment.updatedAt : undefined);
      return at === undefined ? [] : [{ ...deployment, succeededAt: at }];
    });
}

async function askResult(
  opened: OpenedChange,
  title: string,
  { environment, deployment }: Tested,
  evidence: string,
): Promise<SignOff['result']> {
  const { text: passed } = await preview(opened, 'APPROVED');
  const { text: failed } = await preview(opened, 'CHANGES_REQUESTED');
  return askPage<SignOff['result']>({
    title: `${title} (3/3)`,
    about: aboutOf(opened.pullRequest),
    rows: [
      {
        label: t`$(pass) Passed: sign off`,
        description: passed.isEffective ? t`an approving review` : t`it does not count, see below`,
        answer: 'passed',
      },
      {
        label: t`$(error) Failed: request changes`,
        description: failed.isEffective ? t`it blocks the change` : t`it blocks nothing, see below`,
        answer: 'failed',
      },
      heading(t`If it passed`),
      ...effectRows(passed),
      heading(t`If it failed`),
      ...sentenceRows(failed.isEffective ? 'error' : 'warning', translated(failed.effect), 'besideHeading'),
      heading(t`What everyone can read in the pull request`),
      {
        label: `$(server-environment) ${plainLabel(onOneLine(environment))}`,
        description: deployment ? t`deployed ${moment(deployment.succeededAt)}` : t`no deployment found`,
      },
      ...evidence.split('\n').flatMap((line) => sentenceRows('note', line)),
    ],
  });
}
