import { RequestError } from '@octokit/request-error';
import { GraphqlResponseError } from '@octokit/graphql';
import { sentenceOf } from '../base/errors.ts';
import { HostError } from '../change/hostError.ts';
import type { Host } from '../change/hosts.ts';

/** What a failed request means, in a sentence that says what to do. */
export function hostErrorFrom(error: unknown, host: Host, timedOut: boolean): HostError {
  if (error instanceof HostError) {
    return error;
  }
  if (timedOut) {
    return new HostError('unreachable', `${host.authority} did not answer in time. Retry in a moment.`, {
      cause: error,
    });
  }
  if (error instanceof GraphqlResponseError) {
    return new HostError('refused', `${host.authority} refused: ${sentenceOf(error)}`, { cause: error });
  }
  if (!(error instanceof RequestError)) {
    return new HostError(
      'malformed',
      `${host.authority} answered with something that Change Guide can’t read: ${sentenceOf(error)}`,
      { cause: error },
    );
  }
  return error.response ? answered(error, error.response.headers, host) : unreachable(error, host);
}

function unreachable(error: RequestError, host: Host): HostError {
  return new HostError(
    'unreachable',
    `${host.authority} can’t be reached (${sentenceOf(error)}). Check the network, then retry.`,
    { cause: error },
  );
}

type Headers = Readonly<Record<string, string | number | undefined>>;

function answered(error: RequestError, headers: Headers, host: Host): HostError {
  const name = host.authority;
  const problem = (kind: HostError['problem'], message: string, url?: string) =>
    new HostError(kind, message, { cause: error, url });
  const reason = error.message.replace(/ - https?:\/\/\S+$/, '');
  switch (error.status) {
    case 401:
      return problem('token-rejected', `${name} did not accept your sign-in. Sign in again, then retry.`);
    case 403:
    case 429:
      return forbidden(error.status, headers, name, reason, problem);
    case 404:
      return problem(
        'not-found',
        `${name} says there is no such thing, or your sign-in may not see it. Check the remote’s address and your access.`,
      );
    case 410:
      return problem(
        'refused',
        `Issues are turned off in this repository on ${name}. An administrator can turn them on.`,
      );
    default:
      return error.status >= 500
        ? problem('server', `${name} has trouble of its own (${error.status}). Retry in a moment.`)
        : problem('refused', `${name} refused: ${reason}`);
  }
}

function forbidden(
  status: number,
  headers: Headers,
  name: string,
  reason: string,
  problem: (kind: HostError['problem'], message: string, url?: string) => HostError,
): HostError {
  const sso = /url=(\S+)/.exec(String(headers['x-github-sso'] ?? ''))?.[1];
  if (sso !== undefined) {
    return problem(
      'sso-required',
      `The organization asks you to authorize your sign-in by single sign-on. Open the link, then retry.`,
      sso,
    );
  }
  if (
    status === 429 ||
    headers['retry-after'] !== undefined ||
    headers['x-ratelimit-remaining'] === '0' ||
    /rate limit/i.test(reason)
  ) {
    return problem('rate-limited', `${name} takes no more requests ${until(headers)}. Retry then.`);
  }
  return problem('forbidden', `Your sign-in may not do this on ${name}: ${reason}`);
}

function until(headers: Headers): string {
  const seconds = Number(headers['retry-after']);
  const reset = Number(headers['x-ratelimit-reset']);
  if (seconds > 0) {
    return `for ${seconds} seconds`;
  }
  return reset > 0 ? `until ${new Date(reset * 1000).toLocaleTimeString()}` : 'for a while';
}
