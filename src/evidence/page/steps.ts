import type { ChangeRecord } from '../../procedure/changeRecord.ts';
import { reasonRules } from '../../procedure/approvalReasons.ts';
import { commitsAfter } from '../../procedure/openPlaces.ts';
import type { Approval, Step } from '../../procedure/report.ts';
import { stepTexts } from '../../procedure/stepTexts.ts';
import { roleNames } from '../../procedure/wording.ts';
import type { ChangeEvidence } from '../statement.ts';
import { html, link, type Html } from './html.ts';
import { commit, section, when, who } from './parts.ts';
import { marks, statusNames } from './verdict.ts';

/** The six steps: what the procedure asks, what was done, by whom, when, on which commit, and what counts. */
export function stepsSection({ record, report, procedure }: ChangeEvidence): Html {
  return section(
    'steps',
    'The six steps',
    html`<ol class="steps">
      ${report.steps.map(
        (step) =>
          html`<li class="step is-${step.status}">
            <h3>
              <span class="number">${step.number}</span> ${stepTexts[step.id].title}
              <span class="status"
                ><span aria-hidden="true">${marks[step.status]}</span> ${statusNames[step.status]}</span
              >
            </h3>
            <p class="asks"><b>${roleOf(step, procedure.content.roles)}.</b> ${stepTexts[step.id].text}</p>
            ${doneLines(step, record)} ${findings(step)}
          </li>`,
      )}
    </ol>`,
  );
}

function doneLines(step: Step, record: ChangeRecord): Html | undefined {
  const lines = [
    ...(step.id === 'ticket' ? [ticketLines(record)] : []),
    ...(step.id === 'pull-request' ? [pullRequestLines(record)] : []),
    ...step.approvals.map((approval) => approvalLine(approval, record)),
    ...(step.id === 'final-approval' ? mergeLine(record) : []),
  ];
  return lines.length === 0
    ? undefined
    : html`<ul class="done">
        ${lines}
      </ul>`;
}

function roleOf(step: Step, roles: ChangeEvidence['procedure']['content']['roles']): string {
  if (step.role === 'developer') {
    return 'Developer';
  }
  const name = String(roleNames[step.role]);
  const { approvals } = roles[step.role];
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1)}, ${approvals === 1 ? 'one approval' : `${approvals} approvals`}`;
}

function ticketLines({ ticket, branch, unknown }: ChangeRecord): Html {
  const ticketLine =
    ticket === null
      ? html`<li>
          ${unknown.some(({ fact }) => fact === 'ticket') ? 'The ticket could not be read.' : 'There is no ticket.'}
        </li>`
      : html`<li>
          ${link(ticket.url, html`Ticket ${ticket.key}`)} “${ticket.title}”, created by
          ${who(ticket.createdBy)} on ${when(ticket.createdAt)}; it is ${ticket.state}.
        </li>`;
  return html`${ticketLine}
    <li>Branch <code>${branch.name}</code>.</li>`;
}

function pullRequestLines({ pullRequest, unknown }: ChangeRecord): Html {
  if (pullRequest === null) {
    return html`<li>
      ${unknown.some(({ fact }) => fact === 'pullRequest') ? 'The pull request could not be read.' : 'There is no pull request.'}
    </li>`;
  }
  const { url, number, author, createdAt, bodyEditedAt, baseRef } = pullRequest;
  return html`<li>
    ${link(url, html`Pull request #${number}`)} into <code>${baseRef}</code>, opened by ${who(author)} on
    ${when(createdAt)}${bodyEditedAt === undefined ? '.' : html`; its description was last edited on ${when(bodyEditedAt)}.`}
  </li>`;
}

function mergeLine({ pullRequest }: ChangeRecord): Html[] {
  if (pullRequest?.mergedAt === undefined) {
    return [];
  }
  const { mergedAt, mergedBy, mergeCommitSha } = pullRequest;
  return [
    html`<li>
      Merged on
      ${when(mergedAt)}${mergedBy === undefined ? undefined : html` by ${who(mergedBy)}`}${
        mergeCommitSha === undefined ? '.' : html` as ${commit(mergeCommitSha)}.`
      }
    </li>`,
  ];
}

function approvalLine(approval: Approval, record: ChangeRecord): Html {
  const { author, at, commitSha, counts, review, reason } = approval;
  const url = record.reviews.find(({ id }) => id === review)?.url;
  return html`<li class="${counts ? 'counts' : 'counts-not'}">
    <span class="mark" aria-hidden="true">${counts ? '✓' : '✕'}</span> ${who(author)} ${link(url, 'approved')}
    ${commitSha === null ? 'no commit' : commit(commitSha)} on ${when(at)}.
    <span class="why"
      ><b>${counts ? 'Counts' : 'Does not count'}</b>:
      ${counts ? whyItCounts(approval, record) : undefined}${
        reason === undefined
          ? undefined
          : reasonRules[reason].why({
              author,
              commitSha,
              commitsAfter: commitsAfter(record.commits, commitSha),
            })
      }</span
    >
  </li>`;
}

function whyItCounts({ commitSha }: Approval, { pullRequest, branch }: ChangeRecord): string {
  const head = pullRequest?.headSha ?? branch.headSha;
  return commitSha === head
    ? 'it is for the head commit, by a person of this role.'
    : 'the change as a whole is the same at the head commit, and the person is of this role.';
}

function findings({ findings: all }: Step): Html | undefined {
  return all.length === 0
    ? undefined
    : html`<ul class="findings">
        ${all.map(
          ({ severity, message, code }) =>
            html`<li class="is-${severity}">
              <b>${severityNames[severity]}</b> ${message} <code>${code}</code>
            </li>`,
        )}
      </ul>`;
}

export const severityNames = {
  error: 'Deviation',
  unknown: 'Unknown',
  warning: 'Remark',
  info: 'Note',
} as const;
