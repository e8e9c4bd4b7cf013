import type { HostError } from '../../change/hostError.ts';
import type { GraphQLProblem } from '../errors.ts';
import type { GitHubGraphQL } from '../graphql.ts';
import { isTooMuch, PageSize } from '../pageSize.ts';
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
   * By their ids. One that the host breaks down over is left aside; when it does so twice running, it is not the pull
   * request that is to blame.
   *
   * @throws {HostError} when the host does not answer; {@link Cancelled}.
   */
  async read(ids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, PullOutcome>> {
    const outcomes = new Map<string, PullOutcome>();
    let failed = false;
    for (let rest = ids; rest.length > 0;) {
      const page = rest.slice(0, this.#size.now);
      try {
        for (const [id, outcome] of await this.#ask(page, signal)) {
          outcomes.set(id, outcome);
        }
        failed = false;
        this.#size.grow();
      } catch (error) {
        if (!isTooMuch(error) || failed) {
          throw error;
        }
        if (this.#size.shrink(page.length)) {
          continue;
        }
        failed = true;
        for (const id of page) {
          outcomes.set(id, { pull: undefined, errors: [], missing: new Set(), failure: error });
        }
      }
      rest = rest.slice(page.length);
    }
    return outcomes;
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
