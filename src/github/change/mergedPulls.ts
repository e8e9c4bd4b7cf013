import type { HostError } from '../../change/hostError.ts';
import type { RepositoryName } from '../../change/hostedChange.ts';
import type { WantedChange } from '../../change/mergedChanges.ts';
import type { GraphQLProblem } from '../errors.ts';
import type { GitHubGraphQL } from '../graphql.ts';
import { inPages } from '../inPages.ts';
import { PageSize } from '../pageSize.ts';
import type { BlobAnswer, Maybe, MergedChangesAnswer, PullAnswer } from './answers.ts';
import { mergedChangesDocument, procedureTextsDocument } from './documents/merged.ts';

/** What a request brought of one merged pull request. */
export interface MergedPull {
  readonly wanted: WantedChange;
  /** Null when there is no such pull request, undefined when it could not be read. */
  readonly pull: Maybe<PullAnswer>;
  /** The procedure file that it was merged under; null when there was none, undefined when it could not be read. */
  readonly rules: Maybe<BlobAnswer>;
  readonly errors: readonly GraphQLProblem[];
  readonly missing: ReadonlySet<string>;
  /** Why the host did not answer for it at all. */
  readonly failure?: HostError;
}

/** Reads merged pull requests in full, several with one request, and the procedures that they were merged under. */
export class MergedPulls {
  readonly #graphql: GitHubGraphQL;
  readonly #repository: RepositoryName;
  /** Some more than of open ones: less is asked of each. It costs five points. */
  readonly #size = new PageSize(30);
  /** By the file's id: it seldom changes, so that each text is read once. */
  readonly #texts = new Map<string, BlobAnswer>();

  constructor(graphql: GitHubGraphQL, repository: RepositoryName) {
    this.#graphql = graphql;
    this.#repository = repository;
  }

  /** @throws {HostError} when the host does not answer; {@link Cancelled}. */
  async read(wanted: readonly WantedChange[], signal: AbortSignal): Promise<readonly MergedPull[]> {
    const pulls = await inPages(
      wanted,
      this.#size,
      async (page) => this.#ask(page, signal),
      (each, failure): MergedPull => ({
        wanted: each,
        pull: undefined,
        rules: undefined,
        errors: [],
        missing: new Set(),
        failure,
      }),
    );
    await this.#readTexts(pulls, signal);
    return pulls.map((each) =>
      each.rules ? { ...each, rules: this.#texts.get(each.rules.oid ?? '') } : each,
    );
  }

  async #ask(page: readonly WantedChange[], signal: AbortSignal): Promise<MergedPull[]> {
    const { data, errors, missing } = await this.#graphql.ask<MergedChangesAnswer>(
      mergedChangesDocument(page),
      { ...this.#repository },
      signal,
    );
    return page.map((wanted, at) => {
      const change = `change${at}`;
      const isOwn = ({ path }: GraphQLProblem) =>
        path?.[1] === undefined || path[1] === change || path[1] === `rules${at}`;
      const own = errors.filter(isOwn);
      const isNone = own.some(
        ({ type, path }) => type === 'NOT_FOUND' && path?.[1] === change && path.length === 2,
      );
      const rules = data.repository?.[`rules${at}`];
      const isUnread = own.some(({ path }) => path?.[1] !== change);
      return {
        wanted,
        // An error that names no single one spoils them all.
        pull: data.repository?.[`change${at}`] ?? (isNone ? null : undefined),
        rules: rules ?? (wanted.onto === undefined || (rules === null && !isUnread) ? null : undefined),
        errors: own.filter(({ path }) => path?.[1] !== `rules${at}`),
        missing,
      };
    });
  }

  async #readTexts(pulls: readonly MergedPull[], signal: AbortSignal): Promise<void> {
    const news = new Map<string, string>();
    for (const { rules, wanted } of pulls) {
      if (rules?.oid !== undefined && wanted.onto !== undefined && !this.#texts.has(rules.oid)) {
        news.set(rules.oid, wanted.onto);
      }
    }
    if (news.size === 0) {
      return;
    }
    const { data } = await this.#graphql.ask<MergedChangesAnswer>(
      procedureTextsDocument([...news.values()]),
      { ...this.#repository },
      signal,
    );
    for (const [at] of [...news.keys()].entries()) {
      const file = data.repository?.[`rules${at}`];
      if (file?.oid !== undefined) {
        this.#texts.set(file.oid, file);
      }
    }
  }
}
