import { GraphqlResponseError } from '@octokit/graphql';
import { HostError } from '../change/hostError.ts';
import type { Host } from '../change/hosts.ts';
import type { GitHubClient } from './client.ts';
import { withoutField } from './documentFields.ts';
import { refusedByGraphQL, withSsoProblem, type GraphQLProblem } from './errors.ts';
import type { AnswerHeaders } from './rateLimit.ts';
import { say } from '../base/say.ts';

/** What a GraphQL request brought: all of it, or a part beside the errors that say what is not there. */
export interface GraphQLAnswer<T> {
  readonly data: T;
  readonly errors: readonly GraphQLProblem[];
  /** Fields, as `Type.field`, that this host does not know and that were not asked for. */
  readonly missing: ReadonlySet<string>;
}

interface HostsProblem extends GraphQLProblem {
  readonly extensions?: NonNullable<GraphQLProblem['extensions']> & {
    readonly code?: string;
    readonly typeName?: string;
    readonly fieldName?: string;
  };
}

/** An older server may lack several fields, and tells of all that it lacks at once; more rounds mean something else. */
const rounds = 3;

/** Asks one GitHub in GraphQL, and remembers which fields it does not know: a server that is older than they are. */
export class GitHubGraphQL {
  readonly #client: GitHubClient;
  readonly #host: Host;
  readonly #missing = new Set<string>();

  constructor(client: GitHubClient, host: Host) {
    this.#client = client;
    this.#host = host;
  }

  /** @throws {HostError} when nothing of what was asked came back; {@link Cancelled}. */
  async ask<T>(
    document: string,
    variables: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ): Promise<GraphQLAnswer<T>> {
    for (let round = 0; ; round += 1) {
      const asked = [...this.#missing].reduce(withoutField, document);
      const answer = await this.#send(asked, variables, signal);
      const unknownFields = answer.data !== undefined ? [] : answer.errors.flatMap(missingField);
      const news = unknownFields.filter((field) => !this.#missing.has(field));
      if (news.length === 0 || round === rounds) {
        if (answer.data === undefined) {
          throw refusedByGraphQL(answer.errors, answer.headers, this.#host);
        }
        return { data: answer.data as T, errors: answer.errors, missing: this.#missing };
      }
      for (const field of news) {
        this.#missing.add(field);
      }
    }
  }

  async #send(
    document: string,
    variables: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ): Promise<{ data: object | undefined; errors: readonly HostsProblem[]; headers: AnswerHeaders }> {
    return this.#client.request(signal, async (octokit) => {
      try {
        const data = await octokit.graphql<object | null | undefined>(document, { ...variables });
        if (data == null) {
          throw new HostError(
            'malformed',
            say`${this.#host.authority} sent an answer with nothing in it. Retry in a moment.`,
          );
        }
        return { data, errors: [], headers: {} };
      } catch (error) {
        if (!(error instanceof GraphqlResponseError)) {
          throw error;
        }
        const { headers } = error;
        const said = (Array.isArray(error.errors) ? error.errors : []) as readonly HostsProblem[];
        const errors = withSsoProblem(said, headers);
        const refusal = refusedByGraphQL(errors, headers, this.#host, error);
        if (refusal.problem === 'rate-limited') {
          throw refusal;
        }
        return { data: (error.data as object | null | undefined) ?? undefined, errors, headers };
      }
    });
  }
}

function missingField({ extensions, message }: HostsProblem): string[] {
  const said = /^Field '(\w+)' doesn't exist on type '(\w+)'/.exec(message);
  const field = extensions?.fieldName ?? said?.[1];
  const type = extensions?.typeName ?? said?.[2];
  return (extensions?.code === 'undefinedField' || said !== null) && field !== undefined && type !== undefined
    ? [`${type}.${field}`]
    : [];
}
