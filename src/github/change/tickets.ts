import type { TicketSummary } from '../../change/tracker.ts';
import type { IssueAnswer } from './answers.ts';
import { loginOf } from './people.ts';
import { entriesOf, needed } from './spoilt.ts';

/**
 * Its labels and assignees are for people to see: they may not have been asked for, and no rule looks at them.
 *
 * @param repository as `owner/name`: the tickets of others are named in full.
 * @param me login of the person who is signed in.
 */
export function ticketFrom(issue: IssueAnswer, repository: string, me: string | undefined): TicketSummary {
  const home = issue.repository.nameWithOwner;
  const assignees = issue.assignees === undefined ? [] : entriesOf(issue.assignees).map(({ login }) => login);
  return {
    id: issue.id,
    tracker: 'github',
    key: home.toLowerCase() === repository.toLowerCase() ? `#${issue.number}` : `${home}#${issue.number}`,
    url: issue.url,
    title: issue.title,
    state: needed(issue.state ?? issue.pullState) === 'OPEN' ? 'open' : 'closed',
    createdAt: issue.createdAt,
    createdBy: loginOf(issue.author),
    ...(issue.closedAt != null && { closedAt: issue.closedAt }),
    ...(issue.__typename === 'PullRequest' && { isPullRequest: true }),
    ...(issue.stateReason === 'NOT_PLANNED' && { notPlanned: true }),
    labels: issue.labels === undefined ? [] : entriesOf(issue.labels).map(({ name }) => name),
    assignees,
    assignedToMe: me !== undefined && assignees.some((login) => login.toLowerCase() === me.toLowerCase()),
  };
}
