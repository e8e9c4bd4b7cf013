import type { HostError } from '../../change/hostError.ts';
import type { GraphQLProblem } from '../errors.ts';
import type { GitHubGraphQL } from '../graphql.ts';
import { inPages } from '../inPages.ts';
import { PageSize } from '../pageSize.ts';
import type { Maybe, PullAnswer } from './answers.ts';
import { openPullsDocument } from './documents/open.ts';

/** What a request brought of one pull request: `pull` is undefined when it could not be read. */
export interface PullOutcome {
  readonly pull: PullAnswer | undefined;
  readonly errors: readonly GraphQLProblem[];
  readonly missing: ReadonlySet<string>;
  /** Why the host did not answer for it at all. */
  readonly failure?: HostError;
}

/** Reads pull requests in full, several with one request. */
export class OpenPulls {
  readonly #graphql: GitHubGraphQL;
  readonly #size = new PageSize(25);

  constructor(graphql: GitHubGraphQL) {
    this.#graphql = graphql;
  }

  /**
   * By their ids. One that the host breaks down over is left aside.
   *
   * @throws {HostError} when the host does not answer; {@link Cancelled}.
   */
  async read(ids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, PullOutcome>> {
    const outcomes = await inPages(
      ids,
      this.#size,
      async (page) => this.#ask(page, signal),
      (id, failure) => [id, { pull: undefined, errors: [], missing: new Set<string>(), failure }] as const,
    );
    return new Map(outcomes);
  }

  async #ask(ids: readonly string[], signal: AbortSignal): Promise<(readonly [string, PullOutcome])[]> {
    const { data, errors, missing } = await this.#graphql.ask<{
      readonly nodes?: Maybe<readonly Maybe<PullAnswer>[]>;
    }>(openPullsDocument, { ids }, signal);
    return ids.map((id, at) => {
      // An error that names no single one spoils them all.
      const own = errors.filter(({ path }) => typeof path?.[1] !== 'number' || path[1] === at);
      return [id, { pull: data.nodes?.[at] ?? undefined, errors: own, missing }];
    });
  }
}
