import type { AskedRepository, Unread } from '../../change/openChanges.ts';
import type { GraphQLProblem } from '../errors.ts';
import type { GitHubGraphQL } from '../graphql.ts';
import { isTooMuch, PageSize } from '../pageSize.ts';
import type { ListedPullAnswer, ListedRepositoryAnswer, OpenListAnswer } from './answers.ts';
import { openListDocument } from './documents/open.ts';

/** A repository with its open pull requests, as far as a list tells of them. */
export interface Listed {
  readonly asked: AskedRepository;
  readonly repository: ListedRepositoryAnswer;
  readonly pulls: readonly ListedPullAnswer[];
  /** What spoils parts of the repository itself. */
  readonly errors: readonly GraphQLProblem[];
  readonly missing: ReadonlySet<string>;
}

export interface OpenList {
  readonly viewer: string | undefined;
  readonly listed: readonly Listed[];
  readonly unread: readonly Unread[];
}

interface Wanted {
  readonly asked: AskedRepository;
  readonly before: readonly ListedPullAnswer[];
  readonly after: string | undefined;
}

/** How many repositories one request may ask about. */
const mostRepositories = 10;

/** Lists the open pull requests of several repositories, with one request for a hundred of them. */
export class OpenLists {
  readonly #graphql: GitHubGraphQL;
  readonly #size = new PageSize(100);
  /** Repositories whose people this person may not list. */
  readonly #withoutPeople = new Set<string>();

  constructor(graphql: GitHubGraphQL) {
    this.#graphql = graphql;
  }

  /** @throws {HostError} when the host does not answer; {@link Cancelled}. */
  async read(repositories: readonly AskedRepository[], signal: AbortSignal): Promise<OpenList> {
    const queue: Wanted[] = repositories.map((asked) => ({ asked, before: [], after: undefined }));
    const listed: Listed[] = [];
    const unread: Unread[] = [];
    let viewer: string | undefined;
    while (queue.length > 0) {
      const batch = queue.slice(0, Math.min(mostRepositories, this.#size.now));
      const { data, errors, missing } = await this.#ask(batch, signal);
      queue.splice(0, batch.length);
      viewer ??= data.viewer?.login;
      for (const [at, { asked, before }] of batch.entries()) {
        const repository = data[`repository${at}`];
        const own = errors.filter(({ path }) => path === undefined || path[0] === `repository${at}`);
        const page = repository?.open;
        if (repository?.id === undefined || page?.nodes == null) {
          unread.push(unreadRepository(asked, own));
          continue;
        }
        const pulls = [...before, ...page.nodes.flatMap((pull) => pull ?? [])];
        const lost = page.nodes.filter((pull) => pull === null).length;
        if (lost > 0) {
          unread.push(unreadPulls(asked, lost, own));
        }
        const cursor = page.pageInfo?.hasNextPage === true ? page.pageInfo.endCursor : undefined;
        if (cursor != null) {
          queue.push({ asked, before: pulls, after: cursor });
          continue;
        }
        const ofRepository = own.filter(({ path }) => path?.[1] !== 'open');
        if (ofRepository.some(({ type, path }) => type === 'FORBIDDEN' && path?.[1] === 'people')) {
          this.#withoutPeople.add(keyOf(asked));
        }
        listed.push({ asked, repository, pulls, errors: ofRepository, missing });
      }
    }
    return { viewer, listed, unread };
  }

  async #ask(batch: readonly Wanted[], signal: AbortSignal) {
    for (;;) {
      const size = Math.max(1, Math.floor(this.#size.now / batch.length));
      const parts = batch.map(({ asked, after }) => ({
        people: !this.#withoutPeople.has(keyOf(asked)),
        baseBranch: asked.baseBranch !== undefined,
        after: after !== undefined,
      }));
      const variables = Object.assign({}, ...batch.map(variablesOf)) as Record<string, unknown>;
      try {
        const answer = await this.#graphql.ask<OpenListAnswer>(
          openListDocument(parts, size),
          variables,
          signal,
        );
        this.#size.grow();
        return answer;
      } catch (error) {
        if (!isTooMuch(error) || !this.#size.shrink(size * batch.length)) {
          throw error;
        }
      }
    }
  }
}

function variablesOf({ asked, after }: Wanted, at: number): Record<string, string> {
  const { owner, name, baseBranch } = asked;
  return {
    [`owner${at}`]: owner,
    [`name${at}`]: name,
    ...(after !== undefined && { [`after${at}`]: after }),
    ...(baseBranch !== undefined && {
      [`baseRef${at}`]: `refs/heads/${baseBranch}`,
      [`procedureOnBase${at}`]: `refs/heads/${baseBranch}:.github/change-procedure.yml`,
    }),
  };
}

function unreadRepository(asked: AskedRepository, errors: readonly GraphQLProblem[]): Unread {
  const [first] = errors;
  const reason =
    first === undefined || first.type === 'NOT_FOUND'
      ? 'There is no such repository, or your sign-in may not see it.'
      : first.message;
  return { name: keyOf(asked), title: undefined, url: undefined, reason };
}

function unreadPulls(asked: AskedRepository, count: number, errors: readonly GraphQLProblem[]): Unread {
  const reason = errors.find(({ path }) => path?.[1] === 'open')?.message ?? 'The host left them out.';
  const title = `${count} pull request${count === 1 ? '' : 's'}`;
  return { name: keyOf(asked), title, url: undefined, reason };
}

export function keyOf({ owner, name }: Pick<AskedRepository, 'owner' | 'name'>): string {
  return `${owner}/${name}`;
}
