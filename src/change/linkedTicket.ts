import { HumanError } from '../base/errors.ts';
import type { Ticket } from '../procedure/changeRecord.ts';
import type { HostedChange } from './hostedChange.ts';
import type { Rules } from './rules.ts';
import { ticketIn } from './branchName.ts';
import { ticketLinks } from './ticketLinks.ts';
import type { TicketSummary, Tracker } from './tracker.ts';
import { say } from '../base/say.ts';

export interface LinkedTicket {
  readonly ticket: TicketSummary;
  readonly linkedBy: Ticket['linkedBy'];
}

/**
 * The ticket of the change: the branch's own, else the first that the pull request closes, else the first that its
 * title or text names.
 */
export async function findTicket(
  tracker: Pick<Tracker, 'find'>,
  hosted: HostedChange,
  { procedure }: Rules,
  branch: string,
  key: string | undefined,
  signal: AbortSignal,
): Promise<LinkedTicket | undefined> {
  if (procedure.ticket.tracker !== 'github') {
    throw new HumanError(
      say`Tickets are kept in “${procedure.ticket.tracker}”, which this version of Change Guide can’t read. It reads GitHub Issues.`,
    );
  }
  const known = [...(hosted.ticket ? [hosted.ticket] : []), ...hosted.closing];
  const wasAsked = hosted.askedTicket !== undefined && bare(hosted.askedTicket) === bare(key ?? '');
  const ticket =
    known.find((each) => bare(each.key) === bare(key ?? '')) ??
    (key === undefined || wasAsked ? undefined : await tracker.find(key, signal)) ??
    hosted.closing[0] ??
    (await mentioned(tracker, hosted, signal));
  if (!ticket) {
    return undefined;
  }
  const links = ticketLinks(
    ticket.key,
    { name: branch, pattern: procedure.branch.name },
    hosted.pullRequest?.pullRequest,
  );
  const closes = hosted.closing.some(({ id }) => id === ticket.id);
  return {
    ticket,
    linkedBy: closes && !links.includes('closing-keyword') ? ['closing-keyword', ...links] : links,
  };
}

/** Numbers that are written in the title or the text, the first that is a ticket's; a few are looked up at most. */
async function mentioned(
  tracker: Pick<Tracker, 'find'>,
  hosted: HostedChange,
  signal: AbortSignal,
): Promise<TicketSummary | undefined> {
  for (const key of mentionedKeys(hosted)) {
    const found = await tracker.find(key, signal);
    const isTicket = found?.isPullRequest !== true;
    if (found && isTicket) {
      return found;
    }
  }
  return undefined;
}

/** `#42` and `42` are one key. */
function bare(key: string): string {
  return key.replace(/^#/, '').toLowerCase();
}

function mentionedKeys(hosted: HostedChange): readonly string[] {
  const pullRequest = hosted.pullRequest?.pullRequest;
  const text = `${pullRequest?.title ?? ''}\n${pullRequest?.body ?? ''}`;
  const keys = new Set([...text.matchAll(/(?<![\w/#&-])#([1-9]\d{0,8})(?![\w-])/g)].map(([key]) => key));
  return [...keys].slice(0, 3);
}

/** The keys that {@link findTicket} may look up, so that those of many changes can be looked up at once. */
export function ticketKeys(hosted: HostedChange, { procedure }: Rules, branch: string): readonly string[] {
  if (procedure.ticket.tracker !== 'github') {
    return [];
  }
  const key = ticketIn(branch, procedure.branch.name);
  const isKnown = key === undefined || hosted.closing.some((each) => bare(each.key) === bare(key));
  return [...(isKnown ? [] : [key]), ...(hosted.closing.length > 0 ? [] : mentionedKeys(hosted))];
}

/** The record holds what the rules look at; what else we know of the ticket is for the view. */
export function ticketOfRecord({ ticket, linkedBy }: LinkedTicket): Ticket {
  const { tracker, key, url, title, state, createdAt, createdBy, closedAt, isPullRequest, notPlanned } =
    ticket;
  return {
    tracker,
    key,
    url,
    title,
    state,
    createdAt,
    createdBy,
    ...(closedAt !== undefined && { closedAt }),
    ...(isPullRequest !== undefined && { isPullRequest }),
    ...(notPlanned !== undefined && { notPlanned }),
    linkedBy,
  };
}
