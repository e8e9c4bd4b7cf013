import { Cancelled, HumanError, wordsOf } from '../base/errors.ts';
import type { StartProgress } from './startJournal.ts';
import { say, type Text } from '../base/say.ts';

/** A start that stopped on its way. `progress` says what exists; starting again with it goes on from there. */
export class StartChangeError extends HumanError {
  override readonly name = 'StartChangeError';

  constructor(
    readonly progress: StartProgress,
    cause: unknown,
  ) {
    super(say`${whatExists(progress)} ${whyStopped(cause)}`, { cause });
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
}: StartProgress): Text {
  if (!ticket) {
    if (plan.ticket.kind === 'existing') {
      return say`No branch was created for ${plan.ticket.key}.`;
    }
    return ticketAsked !== undefined
      ? say`Whether the ticket was created is not known; Retry looks for it first. What you typed is kept.`
      : say`No ticket was created. What you typed is kept.`;
  }
  const created =
    plan.ticket.kind === 'new'
      ? say`The ticket ${ticket.key} was created`
      : say`The ticket ${ticket.key} is there`;
  if (branch === undefined || !branchCreated) {
    return say`${created}; its branch was not.`;
  }
  return checkedOut
    ? say`${created}, and its branch “${branch}” is checked out here; it was not published.`
    : say`${created}, and so was its branch “${branch}”; it was not checked out.`;
}

function whyStopped(cause: unknown): Text {
  return cause instanceof Cancelled ? say`You stopped it there.` : wordsOf(cause);
}
