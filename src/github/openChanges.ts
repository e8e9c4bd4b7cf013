import type { HostedChange, RepositoryName } from '../change/hostedChange.ts';
import type { Host } from '../change/hosts.ts';
import type {
  AskedRepository,
  FoundTickets,
  OpenChange,
  OpenChanges,
  ReadOpenChanges,
  Unread,
  WantedTickets,
} from '../change/openChanges.ts';
import type { ListedPullAnswer, RepositoriesAnswer } from './change/answers.ts';
import { repositoriesDocument } from './change/documents/open.ts';
import { fingerprintOfPull } from './change/fingerprint.ts';
import { assemble } from './change/hostedChange.ts';
import { keyOf, OpenLists, type Listed } from './change/openList.ts';
import { OpenPulls, type PullOutcome } from './change/openPulls.ts';
import { peopleOf } from './change/peopleOf.ts';
import { bodyOf } from './change/pullRequest.ts';
import { readPull, type ReadPull } from './change/readPull.ts';
import { entriesOf, Spoilt } from './change/spoilt.ts';
import { readTickets } from './change/wantedTickets.ts';
import type { GitHubClient } from './client.ts';
import { refusedByGraphQL } from './errors.ts';
import { GitHubGraphQL } from './graphql.ts';
import { GitHubPermissions } from './permissions.ts';

/** {@link OpenChanges} on a GitHub. */
export class GitHubOpenChanges implements OpenChanges {
  readonly #client: GitHubClient;
  readonly #host: Host;
  readonly #graphql: GitHubGraphQL;
  readonly #lists: OpenLists;
  readonly #pulls: OpenPulls;
  readonly #permissions = new Map<string, GitHubPermissions>();
  /** By id: what was read whole, and the fingerprint that it had then. */
  #known = new Map<string, { readonly fingerprint: string; readonly read: ReadPull }>();

  constructor(client: GitHubClient, host: Host) {
    this.#client = client;
    this.#host = host;
    this.#graphql = new GitHubGraphQL(client, host);
    this.#lists = new OpenLists(this.#graphql);
    this.#pulls = new OpenPulls(this.#graphql);
  }

  forget(): void {
    this.#known.clear();
  }

  async read(repositories: readonly AskedRepository[], signal: AbortSignal): Promise<ReadOpenChanges> {
    const { viewer, listed, unread: unlisted } = await this.#lists.read(repositories, signal);
    const all = listed.flatMap(({ pulls }) => pulls);
    const changed = all.filter((pull) => this.#known.get(pull.id)?.fingerprint !== fingerprintOfPull(pull));
    const outcomes = await this.#pulls.read(
      changed.map(({ id }) => id),
      signal,
    );
    const changes: OpenChange[] = [];
    const unread: Unread[] = [...unlisted];
    for (const each of listed) {
      for (const pull of each.pulls) {
        const outcome = outcomes.get(pull.id);
        if (outcome && !outcome.pull) {
          unread.push(this.#unread(each, pull, outcome));
        } else if (outcome?.pull?.state !== 'CLOSED' && outcome?.pull?.state !== 'MERGED') {
          const hosted = await this.#hosted(each, pull, outcome, viewer, signal);
          changes.push({ repository: each.asked, hosted });
        }
      }
    }
    this.#forgetOthers(all);
    return { changes, unread };
  }

  async tickets(wanted: readonly WantedTickets[], signal: AbortSignal): Promise<readonly FoundTickets[]> {
    return readTickets(this.#graphql, wanted, this.#host.authority, signal);
  }

  async repositoriesOf(owner: string, signal: AbortSignal): Promise<readonly RepositoryName[]> {
    const found: RepositoryName[] = [];
    let after: string | undefined;
    do {
      const { data, errors } = await this.#graphql.ask<RepositoriesAnswer>(
        repositoriesDocument,
        { owner, after },
        signal,
      );
      const page = data.repositoryOwner?.repositories;
      if (!page || errors.length > 0) {
        throw refusedByGraphQL(errors, {}, this.#host);
      }
      for (const { name, isArchived, pullRequests } of entriesOf(page)) {
        if (!isArchived && pullRequests?.totalCount !== 0) {
          found.push({ owner, name });
        }
      }
      after = page.pageInfo?.hasNextPage === true ? (page.pageInfo.endCursor ?? undefined) : undefined;
    } while (after !== undefined);
    return found;
  }

  /** One that was read now, or is known since it was read. */
  async #hosted(
    { asked, repository, errors, missing }: Listed,
    { id }: ListedPullAnswer,
    outcome: PullOutcome | undefined,
    viewer: string | undefined,
    signal: AbortSignal,
  ): Promise<HostedChange> {
    const name = { owner: repository.owner.login, name: repository.name };
    const spoilt = new Spoilt(this.#host.authority, new Set([...missing, ...(outcome?.missing ?? [])]));
    spoilt.add([...errors, ...(outcome?.errors ?? [])]);
    const through = { client: this.#client, graphql: this.#graphql, repository: name };
    const read = outcome?.pull
      ? await readPull(outcome.pull, through, 'no more', spoilt, signal)
      : this.#known.get(id)?.read;
    const permissions = this.#permissionsIn(name);
    const hosted = await assemble({
      repository,
      viewer,
      askedTicket: undefined,
      // Each is read by its own number here, so that a branch's others are lines of their own.
      otherOpen: [],
      read,
      body: read && spoilt.fact('pullRequest', () => bodyOf(read.pull), undefined),
      people: async (logins) => peopleOf(repository, logins, async (login) => permissions.of(login, signal)),
      // None of them is merged.
      checksAtMerge: async (checks) => Promise.resolve(checks),
      baseBranch: asked.baseBranch,
      spoilt,
      at: this.#client.hostsTime,
    });
    if (read && outcome && isWhole(hosted)) {
      this.#known.set(id, { fingerprint: fingerprintOfPull(read.pull), read });
    }
    return hosted;
  }

  #permissionsIn(repository: RepositoryName): GitHubPermissions {
    const key = keyOf(repository);
    const known = this.#permissions.get(key) ?? new GitHubPermissions(this.#client, repository);
    this.#permissions.set(key, known);
    return known;
  }

  #unread({ asked }: Listed, { number, title, url }: ListedPullAnswer, outcome: PullOutcome): Unread {
    const [error] = outcome.errors;
    const reason =
      outcome.failure?.message ??
      new Spoilt(this.#host.authority, outcome.missing).reasonOf(error ?? { message: 'It is not there.' });
    return { name: `${keyOf(asked)}#${number}`, title, url, reason };
  }

  #forgetOthers(listed: readonly ListedPullAnswer[]): void {
    const ids = new Set(listed.map(({ id }) => id));
    this.#known = new Map([...this.#known].filter(([id]) => ids.has(id)));
  }
}

/** What could not be read is to be read again the next time, whether it changed or not. */
function isWhole({ unknown }: HostedChange): boolean {
  return unknown.every(({ fact }) => fact === 'people' || fact === 'ticket');
}
