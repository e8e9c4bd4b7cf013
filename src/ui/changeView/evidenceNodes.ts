import type { Change } from '../../change/observedChange.ts';
import { deploymentTo, outsideLink, pullRequestLink, ticketLink } from '../../change/links.ts';
import type { Check, Deployment } from '../../procedure/changeRecord.ts';
import type { StepId } from '../../procedure/report.ts';
import { onOneLine } from '../../base/text.ts';
import { icon, leaf, tooltip, type Node } from './node.ts';
import { briefMomentOf, momentOf, t } from '../language.ts';

/** What shows that a step was done: the ticket, the pull request, the checks and the deployment. */
export function evidenceNodes(step: StepId, change: Change): readonly Node[] {
  switch (step) {
    case 'ticket':
      return ticketNodes(change);
    case 'pull-request':
      return pullRequestNodes(change);
    case 'qa': {
      const { record, procedure } = change;
      const deployment = deploymentTo(procedure.qa.environment, record);
      return [...record.checks.map(checkNode), ...(deployment ? [deploymentNode(deployment)] : [])];
    }
    default:
      return [];
  }
}

function ticketNodes({ record, ticket: summary }: Change): Node[] {
  const { ticket } = record;
  if (!ticket) {
    return [];
  }
  const label = onOneLine(`${ticket.key} ${ticket.title}`);
  const open = ticket.state === 'open';
  const assignees = summary?.assignees ?? [];
  return [
    leaf({
      label,
      description: stateWords[ticket.state],
      icon: open ? icon('issues', 'testing.iconPassed') : icon('pass', 'charts.purple'),
      tooltip: tooltip(label, [
        t`created by @${ticket.createdBy}, ${momentOf(ticket.createdAt)}`,
        assignees.length > 0 ? t`assigned to ${assignees.map((login) => `@${login}`).join(', ')}` : undefined,
      ]),
      spoken: t`Ticket ${label}, ${stateWords[ticket.state]}`,
      link: ticketLink(record),
      kind: 'ticket',
    }),
  ];
}

function pullRequestNodes({ record }: Change): Node[] {
  const { pullRequest } = record;
  if (!pullRequest) {
    return [];
  }
  const { number, title, state, isDraft, baseRef, author } = pullRequest;
  const label = onOneLine(`#${number} ${title}`);
  const words = isDraft && state === 'open' ? t`draft` : stateWords[state];
  return [
    leaf({
      label,
      description: words,
      icon: icon(
        state === 'merged'
          ? 'git-merge'
          : state === 'closed'
            ? 'git-pull-request-closed'
            : isDraft
              ? 'git-pull-request-draft'
              : 'git-pull-request',
      ),
      tooltip: tooltip(label, [words, t`into ${baseRef}`, t`by @${author}`]),
      spoken: t`Pull request ${label}, ${words}`,
      link: pullRequestLink(record),
      kind: 'pullRequest',
    }),
  ];
}

const stateWords = { open: t`open`, closed: t`closed`, merged: t`merged` } as const;

const resultWords: Readonly<Record<Check['result'], string>> = {
  success: t`passed`,
  failure: t`failed`,
  pending: t`pending`,
  skipped: t`skipped`,
  neutral: t`neutral`,
};

const deploymentWords: Readonly<Record<Deployment['state'], string>> = {
  success: t`successful`,
  failure: t`failed`,
  pending: t`pending`,
  inactive: t`inactive`,
};

const checkIcons: Readonly<Record<Check['result'], ReturnType<typeof icon>>> = {
  success: icon('check', 'testing.iconPassed'),
  failure: icon('x', 'errorForeground'),
  pending: icon('circle-outline', 'descriptionForeground'),
  skipped: icon('debug-step-over', 'descriptionForeground'),
  neutral: icon('dash', 'descriptionForeground'),
};

function checkNode({ name, result, completedAt, url }: Check): Node {
  const label = onOneLine(name);
  return leaf({
    label,
    description: resultWords[result],
    icon: checkIcons[result],
    tooltip: tooltip(t`Check ${label}`, [
      resultWords[result],
      completedAt === undefined ? undefined : momentOf(completedAt),
    ]),
    spoken: t`Check ${label}, ${resultWords[result]}`,
    link: outsideLink(url),
  });
}

const deploymentIcons: Readonly<Record<Deployment['state'], ReturnType<typeof icon>>> = {
  success: icon('rocket', 'testing.iconPassed'),
  failure: icon('rocket', 'errorForeground'),
  pending: icon('rocket', 'descriptionForeground'),
  inactive: icon('rocket', 'descriptionForeground'),
};

function deploymentNode({ environment, sha, state, updatedAt, succeededAt, url }: Deployment): Node {
  const at = succeededAt ?? updatedAt;
  const words = (moment: string) => `${deploymentWords[state]} · ${sha.slice(0, 7)} · ${moment}`;
  const label = onOneLine(environment);
  return leaf({
    label,
    description: words(briefMomentOf(at)),
    icon: deploymentIcons[state],
    tooltip: tooltip(t`Deployment to ${label}`, [words(momentOf(at))]),
    spoken: t`Deployment to ${label}, ${words(momentOf(at))}`,
    link: outsideLink(url),
  });
}
