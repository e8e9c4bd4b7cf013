import { HumanError } from '../base/errors.ts';
import type { RepositoryName } from './hostedChange.ts';
import type { FoundTickets, OpenChanges, WantedTickets } from './openChanges.ts';
import type { Tracker } from './tracker.ts';

/**
 * Looks up the tickets of many changes at once.
 *
 * @param wanted by change; several may be of one repository.
 * @returns what finds a repository's tickets among them.
 */
export async function ticketFinders(
  tickets: Pick<OpenChanges, 'tickets'>,
  wanted: readonly WantedTickets[],
  signal: AbortSignal,
): Promise<(repository: RepositoryName) => Pick<Tracker, 'find'>> {
  const together = new Map<string, { readonly repository: RepositoryName; readonly keys: Set<string> }>();
  for (const { repository, keys } of wanted) {
    const known = together.get(nameOf(repository)) ?? { repository, keys: new Set<string>() };
    keys.forEach((key) => known.keys.add(key));
    together.set(nameOf(repository), known);
  }
  const asked = [...together.values()]
    .filter(({ keys }) => keys.size > 0)
    .map(({ repository, keys }) => ({ repository, keys: [...keys] }));
  const found = asked.length === 0 ? [] : await tickets.tickets(asked, signal);
  const finders = new Map(found.map((each) => [nameOf(each.repository), finderOf(each)]));
  return (repository) => finders.get(nameOf(repository)) ?? noTickets;
}

const noTickets: Pick<Tracker, 'find'> = { find: async () => Promise.resolve(undefined) };

function finderOf({ tickets }: FoundTickets): Pick<Tracker, 'find'> {
  return {
    find: async (key) => {
      const ticket = tickets.get(key);
      if (ticket && 'unread' in ticket) {
        throw new HumanError(ticket.unread);
      }
      return Promise.resolve(ticket);
    },
  };
}

function nameOf({ owner, name }: RepositoryName): string {
  return `${owner}/${name}`;
}
