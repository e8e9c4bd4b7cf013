import { onOneLine } from '../base/text.ts';
import { draftText } from './pullRequestDraft.ts';
import type { TicketSummary } from './tracker.ts';

/** What a new draft is made from. */
export interface DraftSources {
  readonly template: string;
  readonly branch: string;
  /** `#42` or `PAY-7`; undefined when the branch belongs to no ticket. */
  readonly ticketKey: string | undefined;
  readonly ticket: TicketSummary | undefined;
}

/** A branch's new draft: the template, with the ticket linked, under the ticket's title. */
export function newDraft({ template, branch, ticketKey, ticket }: DraftSources): string {
  const title = onOneLine(ticket?.title ?? titleFrom(branch)).trim();
  const link = ticketLink(ticketKey, ticket);
  return draftText({
    title,
    body: link === undefined ? template : withLink(template.replace(/\r\n?/g, '\n'), link),
  });
}

/** GitHub closes its own tickets when the change is merged; other trackers get a link that people can follow. */
function ticketLink(key: string | undefined, ticket: TicketSummary | undefined): string | undefined {
  const number = /^#?(\d+)$/.exec(key ?? '')?.[1];
  if (number !== undefined && (ticket?.tracker ?? 'github') === 'github') {
    return `Closes #${number}`;
  }
  if (key === undefined) {
    return undefined;
  }
  return ticket
    ? `Ticket: [${key}](<${ticket.url.replace(/[<>\s]/g, encodeURIComponent)}>)`
    : `Ticket: ${key}`;
}

const emptyLink = /^[ \t]*(?:(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?[ \t]*#|ticket:)[ \t]*$/im;

/** In the place that the template keeps for it, else at the beginning. */
function withLink(template: string, link: string): string {
  return emptyLink.test(template) ? template.replace(emptyLink, () => link) : `${link}\n\n${template}`;
}

/** `feature/42-refund-in-euro` → `Refund in euro`: what is known where the ticket can't be read. */
function titleFrom(branch: string): string {
  const words = branch
    .replace(/^.*\//, '')
    .replace(/^[#]?([A-Za-z]+-)?\d+-/, '')
    .replace(/[-_]+/g, ' ')
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What the first section could say, from the ticket and the commits, the oldest first. */
export function summaryFrom(
  ticket: Pick<TicketSummary, 'key' | 'title'> | undefined,
  commits: readonly string[],
): string {
  const subject = ticket ? [`${asText(ticket.title)} (${ticket.key}).`] : [];
  const list = commits.map((message) => `- ${asText(message)}`).join('\n');
  return [...subject, list].filter((part) => part !== '').join('\n\n');
}

/** A ticket's title is anyone's: as Markdown it must neither hide what follows nor call people. */
function asText(text: string): string {
  return onOneLine(text)
    .trim()
    .replace(/[<\\[\]]/g, '\\$&')
    .replace(/@(?=\w)/g, '@\u200B');
}
