import { HumanError } from '../base/errors.ts';
import { gatherChange } from './gatherChange.ts';
import type { HostedChange, RepositoryName } from './hostedChange.ts';
import { HostError } from './hostError.ts';
import { ticketKeys } from './linkedTicket.ts';
import type { Change } from './observedChange.ts';
import type { GatherPorts } from './observePorts.ts';
import type { OpenChange, OpenChanges, Unread } from './openChanges.ts';
import { rulesFrom, type Rules } from './rules.ts';
import { ticketFinders } from './ticketFinders.ts';

/** Where a repository's changes are judged: its clone, where there is one, proves what only git can. */
export interface OpenSite extends Omit<GatherPorts, 'tracker'> {
  readonly openChanges: OpenChanges;
}

/** The open changes of some repositories, judged; and what could not be. */
export interface ObservedOpenChanges {
  readonly changes: readonly Change[];
  readonly unread: readonly Unread[];
}

interface Judgeable {
  readonly site: OpenSite;
  readonly hosted: HostedChange;
  readonly rules: Rules;
  readonly branch: { readonly name: string; readonly sha: string; readonly ticket: undefined };
}

/**
 * Gathers and judges every open pull request of these repositories of one host, by the same rules as a single one.
 *
 * @param baseBranches by `owner/name`, whose procedure file counts; what is learnt of them is added for the next time.
 * @throws {HumanError} when the host does not answer.
 */
export async function observeOpenChanges(
  sites: readonly OpenSite[],
  baseBranches: Map<string, string>,
  now: Date,
  signal: AbortSignal,
): Promise<ObservedOpenChanges> {
  const byName = new Map(sites.map((site) => [keyOf(site.base), site]));
  const [first] = sites;
  if (!first) {
    return { changes: [], unread: [] };
  }
  const read = await readByTheirRules(first.openChanges, [...byName.values()], baseBranches, signal);
  const unread: Unread[] = [...read.unread];
  const judgeable = read.changes.flatMap(({ repository, hosted }): Judgeable[] => {
    const site = byName.get(keyOf(repository));
    const rules = rulesFrom(hosted);
    const pullRequest = hosted.pullRequest?.pullRequest;
    if (!site || 'ask' in rules || !pullRequest) {
      unread.push(unreadChange(repository, hosted));
      return [];
    }
    const branch = { name: pullRequest.headRef, sha: pullRequest.headSha, ticket: undefined };
    return [{ site, hosted, rules, branch }];
  });
  const tickets = await ticketFinders(
    first.openChanges,
    judgeable.map(({ site: { base }, hosted, rules, branch }) => ({
      repository: base,
      keys: ticketKeys(hosted, rules, branch.name),
    })),
    signal,
  );
  const changes: Change[] = [];
  for (const { site, hosted, rules, branch } of judgeable) {
    const ports = { ...site, tracker: tickets(site.base) };
    try {
      changes.push(await gatherChange(ports, hosted, rules, branch, now, signal));
    } catch (error) {
      if (!isOfThisChangeAlone(error)) {
        throw error;
      }
      unread.push({ ...unreadChange(site.base, hosted), reason: error.message });
    }
  }
  return { changes, unread };
}

/** Asks once more where another branch's rules count; the next time they are asked for at once. */
async function readByTheirRules(
  openChanges: OpenChanges,
  sites: readonly OpenSite[],
  baseBranches: Map<string, string>,
  signal: AbortSignal,
) {
  const ask = async () =>
    openChanges.read(
      sites.map(({ base }) => ({
        owner: base.owner,
        name: base.name,
        baseBranch: baseBranches.get(keyOf(base)),
      })),
      signal,
    );
  const read = await ask();
  const others = read.changes.flatMap(({ repository, hosted }: OpenChange) => {
    const rules = rulesFrom(hosted);
    return 'ask' in rules ? [[keyOf(repository), rules.ask] as const] : [];
  });
  for (const [repository, branch] of others) {
    baseBranches.set(repository, branch);
  }
  return others.length === 0 ? read : ask();
}

/** Whether the others may be read all the same. */
function isOfThisChangeAlone(error: unknown): error is HumanError {
  return error instanceof HumanError && !(error instanceof HostError && error.problem !== 'malformed');
}

function unreadChange(repository: RepositoryName, { pullRequest, unknown }: HostedChange): Unread {
  const { number, title, url } = pullRequest?.pullRequest ?? {};
  return {
    name: number === undefined ? keyOf(repository) : `${keyOf(repository)}#${number}`,
    title,
    url,
    reason:
      unknown.find(({ fact }) => fact === 'pullRequest')?.reason ??
      'Its rules changed while it was read. Refresh in a moment.',
  };
}

function keyOf({ owner, name }: RepositoryName): string {
  return `${owner}/${name}`;
}
