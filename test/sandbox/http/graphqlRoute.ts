import { answerGraphQL, type GraphQLRequest } from '../graphql/answer.ts';
import { GitHubError } from '../rest/errors.ts';
import { errorResponse } from '../rest/respond.ts';
import { singleSignOnHeader } from '../rest/singleSignOn.ts';
import type { Violation } from '../schema/gate.ts';
import type { World } from '../world.ts';
import { commonHeaders, parseBody, userOf, type ApiRequest } from './api.ts';
import { tokenOf } from './authenticate.ts';
import type { RateLimit } from './rateLimit.ts';

/** `POST /api/graphql`. A document that GitHub's schema does not allow is a violation. */
export async function answerGraphQLRequest(
  world: World,
  limits: RateLimit,
  report: (violation: Violation) => void,
  request: ApiRequest,
): Promise<Response> {
  const user = userOf(world, request.headers);
  if (!user) {
    const known = request.headers.has('authorization');
    const message = known ? 'Bad credentials' : 'This endpoint requires you to be authenticated.';
    return errorResponse(new GitHubError(401, message));
  }
  const body = parseBody(request.body);
  if (!isGraphQLRequest(body)) {
    report({ kind: 'request', operation: 'POST /graphql', problems: ['the body has no query'] });
    return errorResponse(new GitHubError(400, 'A query attribute must be specified and must be a string.'));
  }
  const answer = await answerGraphQL(world, user, body);
  if (answer.problems.length > 0) {
    report({ kind: 'request', operation: 'POST /graphql', problems: answer.problems });
  }
  const headers = {
    ...commonHeaders(true),
    ...(answer.needsSingleSignOn && singleSignOnHeader(world)),
    ...limits.spend(tokenOf(request.headers) ?? '', 'graphql', answer.cost),
    'content-type': 'application/json; charset=utf-8',
  };
  return new Response(JSON.stringify(answer.body), { headers });
}

function isGraphQLRequest(body: unknown): body is GraphQLRequest {
  return typeof body === 'object' && body !== null && 'query' in body && typeof body.query === 'string';
}
