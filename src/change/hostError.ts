import { HumanError } from '../base/errors.ts';
import type { Text } from '../base/say.ts';

/** What kind of no a host said; what to do about it depends on it. */
export type HostProblem =
  | 'signed-out'
  | 'token-rejected'
  | 'sso-required'
  | 'forbidden'
  | 'not-found'
  | 'rate-limited'
  | 'refused'
  | 'server'
  | 'unreachable'
  | 'malformed';

/** A request to the code host or tracker that did not succeed, in a sentence that says what to do. */
export class HostError extends HumanError {
  override readonly name = 'HostError';

  constructor(
    readonly problem: HostProblem,
    words: Text,
    options?: ErrorOptions & {
      readonly url?: string | undefined;
      readonly retryAt?: Date | undefined;
      readonly timedOut?: boolean;
    },
  ) {
    super(words, options);
    this.url = options?.url;
    this.retryAt = options?.retryAt;
    this.timedOut = options?.timedOut ?? false;
  }

  /** Where the person can do something about it, where the host names such a page. */
  readonly url: string | undefined;

  /** Until when the host takes no more requests, by this machine's clock; beside `rate-limited`. */
  readonly retryAt: Date | undefined;

  /** The host was there, and took longer than anyone waits. */
  readonly timedOut: boolean;
}

/** The sentence with the page where the person can do something about it, for where there are only words. */
export function withLink({ message, url }: HostError): string {
  return url === undefined ? message : `${message} ${url}`;
}
