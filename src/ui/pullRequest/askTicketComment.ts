import { askInDialog } from '../messages.ts';
import { Cancelled } from '../../base/errors.ts';
import { onOneLine } from '../../base/text.ts';
import { ticketComment } from '../../change/ticketsFollow.ts';
import { settings } from '../settings.ts';
import { t } from '../language.ts';

/**
 * Shows, where the setting asks for it, the comment that others will see on the ticket.
 *
 * @returns the ticket’s key when the comment is to be written
 * @throws {Cancelled} when the developer turns away from submitting
 */
export async function askTicketComment(key: string): Promise<string | undefined> {
  if (!settings().commentOnTicket) {
    return undefined;
  }
  const [comment, without] = [t`Submit and Comment`, t`Submit Only`] as const;
  const answer = await askInDialog(
    'information',
    t`Tell the ticket ${onOneLine(key)} of the pull request?`,
    t`This comment is written on the ticket once the pull request is there, for all who can read it:\n\n${ticketComment(t`(its address)`)}`,
    comment,
    without,
  );
  if (answer === undefined) {
    throw new Cancelled();
  }
  return answer === comment ? key : undefined;
}
