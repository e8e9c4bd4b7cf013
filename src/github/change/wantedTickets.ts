import type { FoundTickets, WantedTickets } from '../../change/openChanges.ts';
import type { GraphQLProblem } from '../errors.ts';
import type { GitHubGraphQL } from '../graphql.ts';
import type { TicketsAnswer } from './answers.ts';
import { ticketsDocument } from './documents/open.ts';
import { needed, Spoilt } from './spoilt.ts';
import { ticketFrom } from './tickets.ts';

/** How many tickets one request asks for. */
const most = 100;

/** Looks up tickets of several repositories by their keys, a hundred with one request. */
export async function readTickets(
  graphql: GitHubGraphQL,
  wanted: readonly WantedTickets[],
  authority: string,
  signal: AbortSignal,
): Promise<readonly FoundTickets[]> {
  const found: FoundTickets[] = [];
  for (const batch of batchesOf(wanted)) {
    const variables = Object.fromEntries(
      batch.flatMap(({ repository }, at) => [
        [`owner${at}`, repository.owner],
        [`name${at}`, repository.name],
      ]),
    );
    const numbers = batch.map(({ keys }) => keys.map(numberOf).filter((number) => number !== undefined));
    const { data, errors, missing } = await graphql.ask<TicketsAnswer>(
      ticketsDocument(numbers),
      variables,
      signal,
    );
    for (const [at, { repository, keys }] of batch.entries()) {
      const tickets = keys.map((key) => {
        const number = numberOf(key);
        const own = errors.filter((error) => isAbout(error, at, number));
        return [key, number === undefined ? undefined : ticketOf(data, at, number, own, missing)] as const;
      });
      found.push({ repository, tickets: new Map(tickets) });
    }
  }
  return found;

  function ticketOf(
    data: TicketsAnswer,
    at: number,
    number: number,
    errors: readonly GraphQLProblem[],
    missing: ReadonlySet<string>,
  ) {
    const repository = data[`repository${at}`];
    const issue = repository?.[`ticket${number}`];
    if (!issue && errors.some(({ type, path }) => type === 'NOT_FOUND' && path?.length === 2)) {
      return undefined;
    }
    const spoilt = new Spoilt(authority, missing);
    spoilt.add(errors);
    const ticket = spoilt.fact(
      'ticket',
      () => ticketFrom(needed(issue), repository?.nameWithOwner ?? '', data.viewer?.login),
      undefined,
    );
    const [problem] = spoilt.unknown;
    return ticket && !problem ? ticket : { unread: problem?.reason ?? '' };
  }
}

function batchesOf(wanted: readonly WantedTickets[]): WantedTickets[][] {
  const batches: WantedTickets[][] = [];
  let room = 0;
  for (const { repository, keys } of wanted) {
    for (let from = 0; from < keys.length;) {
      if (room === 0) {
        batches.push([]);
        room = most;
      }
      const some = keys.slice(from, from + room);
      batches.at(-1)?.push({ repository, keys: some });
      from += some.length;
      room -= some.length;
    }
  }
  return batches;
}

/** Without a place in the answer it is about all of it. */
function isAbout({ path }: GraphQLProblem, at: number, number: number | undefined): boolean {
  return (
    path === undefined ||
    (path[0] === `repository${at}` && (path.length === 1 || path[1] === `ticket${number ?? ''}`))
  );
}

function numberOf(key: string): number | undefined {
  const digits = /^#?([1-9]\d{0,8})$/.exec(key)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
