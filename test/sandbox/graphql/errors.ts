import { GraphQLError } from 'graphql';

/** GitHub puts `type` at the top of an error; `answer.ts` lifts it there from the extensions. */
export function typedError(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}

export function notResolved(what: string): GraphQLError {
  return typedError('NOT_FOUND', `Could not resolve to ${what}.`);
}
