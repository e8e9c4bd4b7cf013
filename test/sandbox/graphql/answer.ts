import { execute, GraphQLError, parse, validate, type DocumentNode } from 'graphql';
import type { User } from '../store.ts';
import type { World } from '../world.ts';
import type { GraphQLContext } from './context.ts';
import { costOf } from './cost.ts';
import { Files } from './files.ts';
import { mutations } from './mutations.ts';
import { queries } from './queries.ts';
import { githubSchema } from './schema.ts';
import { pullRequestNode } from './types/pullRequest.ts';

export interface GraphQLRequest {
  readonly query: string;
  readonly variables?: Record<string, unknown> | null;
  readonly operationName?: string | null;
}

export interface GraphQLAnswer {
  readonly body: { readonly data?: unknown; readonly errors?: readonly unknown[] };
  /** What is wrong with the document itself, by GitHub's schema and rules. */
  readonly problems: readonly string[];
  readonly cost: number;
  /** A part is left out until the token is authorised. */
  readonly needsSingleSignOn: boolean;
}

/** Runs a document on GitHub's schema; errors have GitHub's shape, beside the data that could be had. */
export async function answerGraphQL(
  world: World,
  viewer: User,
  request: GraphQLRequest,
): Promise<GraphQLAnswer> {
  const schema = githubSchema();
  const variables = request.variables ?? {};
  const document = parseDocument(request.query);
  if (document instanceof GraphQLError) {
    return refused([document]);
  }
  const errors = validate(schema, document);
  if (errors.length > 0) {
    return refused(errors);
  }
  const { points, nodes, problems } = costOf(schema, document, variables);
  if (problems.length > 0) {
    return refused(problems);
  }
  const context: GraphQLContext = {
    world,
    viewer,
    files: new Files(world.git),
    cost: points,
    nodeCount: nodes,
    pullRequestNode,
  };
  const result = await execute({
    schema,
    document,
    rootValue: { ...queries, ...mutations },
    contextValue: context,
    variableValues: variables,
    operationName: request.operationName ?? null,
    typeResolver: (value) => (value as { __typename: string }).__typename,
  });
  const body = {
    ...('data' in result && { data: result.data }),
    ...(result.errors && { errors: result.errors.map(toGitHub) }),
  };
  // Variables of the wrong type are noticed here; then there is no data at all.
  const wrongVariables = 'data' in result ? [] : (result.errors ?? []);
  const needsSingleSignOn = result.errors?.some(({ extensions }) => extensions['saml_failure'] === true);
  return {
    body,
    problems: wrongVariables.map(({ message }) => message),
    cost: points,
    needsSingleSignOn: needsSingleSignOn ?? false,
  };
}

/** What a request that was made cost. */
export function pointsOf(body: unknown): number {
  const { query, variables } = body as GraphQLRequest;
  return costOf(githubSchema(), parse(query), variables ?? {}).points;
}

/** The name of the operation that a request runs: the one asked for, or the document's only one. */
export function operationName({ query, operationName: asked }: Partial<GraphQLRequest>): string | undefined {
  return asked ?? /\b(?:query|mutation)\s+([_A-Za-z]\w*)/.exec(query ?? '')?.[1];
}

function parseDocument(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query);
  } catch (error) {
    if (error instanceof GraphQLError) {
      return error;
    }
    throw error;
  }
}

function refused(errors: readonly GraphQLError[]): GraphQLAnswer {
  const problems = errors.map(({ message }) => message);
  return { body: { errors: errors.map(toGitHub) }, problems, cost: 1, needsSingleSignOn: false };
}

/** `Cannot query field "x" on type "Y"` is `Field 'x' doesn't exist on type 'Y'` on GitHub. */
function toGitHub(error: GraphQLError): Record<string, unknown> {
  const { type, ...extensions } = error.extensions;
  const unknown = /^Cannot query field "(?<field>\w+)" on type "(?<on>\w+)"/.exec(error.message)?.groups;
  const { field = '', on = '' } = unknown ?? {};
  const shown = { ...extensions, ...(unknown && { code: 'undefinedField', typeName: on, fieldName: field }) };
  return {
    ...(type !== undefined && { type }),
    ...(error.path && { path: error.path }),
    ...(Object.keys(shown).length > 0 && { extensions: shown }),
    ...(error.locations && { locations: error.locations }),
    message: unknown ? `Field '${field}' doesn't exist on type '${on}'` : error.message,
  };
}
