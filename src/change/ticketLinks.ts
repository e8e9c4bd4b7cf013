import type { PullRequest, Ticket } from '../procedure/changeRecord.ts';
import { ticketIn } from './branchName.ts';

/** Where a branch and its pull request name a ticket. */
export function ticketLinks(
  key: string,
  branch: { readonly name: string; readonly pattern: string },
  pullRequest: PullRequest | undefined,
): Ticket['linkedBy'] {
  const bare = key.replace(/^#/, '');
  const escaped = bare.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  // GitHub's own keys are written with a #, those of other trackers without.
  const mention = /^\d+$/.test(bare) ? `#${escaped}` : escaped;
  const mentions = new RegExp(`(?<![\\w/#-])${mention}(?![\\w-])`, 'i');
  const closes = new RegExp(`\\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\\s+${mention}(?![\\w-])`, 'i');
  const found: [Ticket['linkedBy'][number], boolean][] = [
    ['closing-keyword', pullRequest !== undefined && closes.test(pullRequest.body)],
    ['branch-name', ticketIn(branch.name, branch.pattern)?.toLowerCase() === bare.toLowerCase()],
    ['title', pullRequest !== undefined && mentions.test(pullRequest.title)],
    ['body', pullRequest !== undefined && mentions.test(pullRequest.body)],
  ];
  return found.flatMap(([where, isThere]) => (isThere ? where : []));
}

/** The first ticket that a text says it closes: `Closes #42`, `Fixes PAY-7`. */
export function ticketNamedIn(text: string): string | undefined {
  return /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+(#\d+|[a-z][a-z0-9]*-\d+)(?![\w-])/i.exec(
    text,
  )?.[1];
}
