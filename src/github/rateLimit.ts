import { Moment, say, type Text } from '../base/say.ts';

/** Header names are in lower case. */
export type AnswerHeaders = Readonly<Record<string, string | number | undefined>>;

/** Until when the host wants to be left alone, where it says so. */
export interface Wait {
  /** By this machine's clock. */
  readonly retryAt: Date | undefined;
  /** To follow "takes no more requests". */
  readonly words: Text;
}

/** Whether an answer of status 403 or 429 means that too much was asked, not that it may not be asked. */
export function isRateLimited(status: number, headers: AnswerHeaders, reason: string): boolean {
  return (
    status === 429 ||
    headers['retry-after'] !== undefined ||
    headers['x-ratelimit-remaining'] === '0' ||
    /rate limit|abuse detection/i.test(reason)
  );
}

/**
 * Reads `retry-after` and `x-ratelimit-reset`; without either GitHub asks to wait a minute.
 *
 * @see https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api
 */
export function waitOf(headers: AnswerHeaders, now = new Date()): Wait {
  const seconds = Number(headers['retry-after']);
  if (seconds > 0) {
    return { retryAt: new Date(now.getTime() + seconds * 1000), words: say`for ${seconds} seconds` };
  }
  const reset = Number(headers['x-ratelimit-reset']);
  if (reset > 0 && headers['x-ratelimit-remaining'] === '0') {
    // The reset is told by the host's clock, which may not be ours.
    const theirs = Date.parse(String(headers['date']));
    const ahead = Number.isNaN(theirs) ? 0 : theirs - now.getTime();
    const retryAt = new Date(reset * 1000 - ahead);
    return { retryAt, words: say`until ${new Moment(retryAt.toISOString())}` };
  }
  return { retryAt: new Date(now.getTime() + 60_000), words: say`for a while` };
}
