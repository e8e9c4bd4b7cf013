import { Cancelled, HumanError, sentenceOf } from '../base/errors.ts';
import type { StartProgress } from './startJournal.ts';

/** A start that stopped on its way. `progress` says what exists; starting again with it goes on from there. */
export class StartChangeError extends HumanError {
  override readonly name = 'StartChangeError';

  constructor(
    readonly progress: StartProgress,
    cause: unknown,
  ) {
    super(`${whatExists(progress)} ${whyStopped(cause)}`, { cause });
  }
}

/** What exists by now, and what does not: the first half of every message about a start that stopped. */
export function whatExists({
  plan,
  ticketAsked,
  ticket,
  branch,
  branchCreated,
  checkedOut,
}: StartProgress): string {
  if (!ticket) {
    if (plan.ticket.kind === 'existing') {
      return `No branch was created for ${plan.ticket.key}.`;
    }
    return ticketAsked
      ? 'Whether the ticket was created is not known; Retry looks for it first. What you typed is kept.'
      : 'No ticket was created. What you typed is kept.';
  }
  const created =
    plan.ticket.kind === 'new' ? `The ticket ${ticket.key} was created` : `The ticket ${ticket.key} is there`;
  if (branch === undefined || !branchCreated) {
    return `${created}; its branch was not.`;
  }
  return checkedOut
    ? `${created}, and its branch “${branch}” is checked out here; it was not published.`
    : `${created}, and so was its branch “${branch}”; it was not checked out.`;
}

function whyStopped(cause: unknown): string {
  return cause instanceof Cancelled ? 'You stopped it there.' : sentenceOf(cause);
}
