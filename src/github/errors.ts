import { RequestError } from '@octokit/request-error';
import { GraphqlResponseError } from '@octokit/graphql';
import { wordsOf } from '../base/errors.ts';
import { HostError } from '../change/hostError.ts';
import type { Host } from '../change/hosts.ts';
import { isRateLimited, waitOf, type AnswerHeaders } from './rateLimit.ts';
import { say, type Text } from '../base/say.ts';

/** What a failed request means, in a sentence that says what to do. */
export function hostErrorFrom(error: unknown, host: Host, timedOut: boolean): HostError {
  if (error instanceof HostError) {
    return error;
  }
  if (timedOut) {
    return new HostError('unreachable', say`${host.authority} did not answer in time. Retry in a moment.`, {
      cause: error,
      timedOut: true,
    });
  }
  if (error instanceof GraphqlResponseError) {
    return refusedByGraphQL(error.errors ?? [], error.headers, host, error);
  }
  if (!(error instanceof RequestError)) {
    return new HostError(
      'malformed',
      say`${host.authority} answered with something that Change Guide can’t read: ${wordsOf(error)}`,
      { cause: error },
    );
  }
  return error.response ? answered(error, error.response.headers, host) : unreachable(error, host);
}

function unreachable(error: RequestError, host: Host): HostError {
  return new HostError(
    'unreachable',
    say`${host.authority} can’t be reached (${wordsOf(error)}). Check the network, then retry.`,
    { cause: error },
  );
}

/** A refusal that GraphQL gives in an answer of status 200. */
export function refusedByGraphQL(
  errors: readonly GraphQLProblem[],
  headers: AnswerHeaders,
  { authority }: Host,
  cause?: unknown,
): HostError {
  const [first] = errors;
  const reason = first?.message ?? 'it gave no reason';
  const sso = ssoProblem(headers, cause) ?? errors.find(({ asksFirst }) => asksFirst)?.asksFirst;
  if (sso) {
    return sso;
  }
  if (errors.some(({ type }) => type === 'RATE_LIMITED') || /rate limit/i.test(reason)) {
    return rateLimited(authority, headers, cause);
  }
  if (first?.type === 'NOT_FOUND') {
    return notFound(authority, cause);
  }
  if (first?.type === 'FORBIDDEN' || first?.type === 'INSUFFICIENT_SCOPES') {
    return new HostError('forbidden', say`Your sign-in may not do this on ${authority}: ${reason}`, {
      cause,
    });
  }
  if (/something went wrong|timeout|timed out/i.test(reason)) {
    return new HostError('server', say`${authority} has trouble of its own. Retry in a moment.`, { cause });
  }
  return new HostError('refused', say`${authority} refused: ${reason}`, { cause });
}

/** The part of GitHub's GraphQL errors that we look at. */
export interface GraphQLProblem {
  readonly message: string;
  readonly type?: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly saml_failure?: boolean };
  /** What the person must do before the host answers this part; where, it says beside the errors. */
  readonly asksFirst?: HostError;
}

/** The errors beside an answer, those of single sign-on with the page where the person authorizes their sign-in. */
export function withSsoProblem<T extends GraphQLProblem>(errors: readonly T[], headers: AnswerHeaders): T[] {
  const asksFirst = ssoProblem(headers, undefined);
  return errors.map((error) =>
    asksFirst && error.extensions?.saml_failure === true ? { ...error, asksFirst } : error,
  );
}

function rateLimited(name: string, headers: AnswerHeaders, cause: unknown): HostError {
  const { words, retryAt } = waitOf(headers);
  const message = say`${name} takes no more requests ${words}. Retry then.`;
  return new HostError('rate-limited', message, { cause, retryAt });
}

function notFound(name: string, cause: unknown): HostError {
  return new HostError(
    'not-found',
    say`${name} says there is no such thing, or your sign-in may not see it. Check the remote’s address and your access.`,
    { cause },
  );
}

/** For one organization the header has a link; for several, when a list leaves theirs out, only their ids. */
function ssoProblem(headers: AnswerHeaders, cause: unknown): HostError | undefined {
  const header = String(headers['x-github-sso'] ?? '');
  if (!header.startsWith('required')) {
    return undefined;
  }
  return new HostError(
    'sso-required',
    say`The organization asks you to authorize your sign-in by single sign-on. Open the link, then retry.`,
    { cause, url: /url=([^;\s]+)/.exec(header)?.[1] },
  );
}

function answered(error: RequestError, headers: AnswerHeaders, host: Host): HostError {
  const name = host.authority;
  const problem = (kind: HostError['problem'], message: Text) =>
    new HostError(kind, message, { cause: error });
  const reason = error.message.replace(/ - https?:\/\/\S+$/, '');
  switch (error.status) {
    case 401:
      return problem('token-rejected', say`${name} did not accept your sign-in. Sign in again, then retry.`);
    case 403:
    case 429:
      return forbidden(error.status, headers, name, reason, error);
    case 404:
      return notFound(name, error);
    case 410:
      return problem(
        'refused',
        say`Issues are turned off in this repository on ${name}. An administrator can turn them on.`,
      );
    default:
      return error.status >= 500
        ? problem('server', say`${name} has trouble of its own (${error.status}). Retry in a moment.`)
        : problem('refused', say`${name} refused: ${reason}`);
  }
}

function forbidden(
  status: number,
  headers: AnswerHeaders,
  name: string,
  reason: string,
  cause: unknown,
): HostError {
  const sso = ssoProblem(headers, cause);
  if (sso) {
    return sso;
  }
  return isRateLimited(status, headers, reason)
    ? rateLimited(name, headers, cause)
    : new HostError('forbidden', say`Your sign-in may not do this on ${name}: ${reason}`, { cause });
}
