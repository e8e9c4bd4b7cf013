import { Octokit as Core } from '@octokit/core';
import { paginateRest } from '@octokit/plugin-paginate-rest';
import { throwIfCancelled } from '../base/errors.ts';
import type { AccessTokens } from '../change/accessTokens.ts';
import { HostError } from '../change/hostError.ts';
import { isSafeForTokens, type Host } from '../change/hosts.ts';
import type { Patience } from '../change/patience.ts';
import { hostErrorFrom } from './errors.ts';
import { say } from '../base/say.ts';

/** Routes are called by their names, as in GitHub's description; named methods for all of them weigh 84 KB. */
const Octokit = Core.plugin(paginateRest);
export type GitHubApi = InstanceType<typeof Octokit>;

/** GitHub itself gives up after ten seconds. */
const usualLimit = 15_000;

export interface GitHubClientOptions {
  readonly host: Host;
  readonly tokens: AccessTokens;
  /** As `change-guide/0.1.0`. */
  readonly userAgent: string;
  /** For work that takes long: whether to try once more. Without it, whoever asks decides. */
  readonly patience?: Patience;
  /** How many milliseconds a host may take for one piece of work. */
  readonly timeLimit?: number;
}

/** Speaks to one GitHub: adds the token, bounds the wait, and turns each failure into a {@link HostError}. */
export class GitHubClient {
  readonly #options: GitHubClientOptions;
  #viewer: Promise<string> | undefined;
  #hostsClock: { readonly said: number; readonly at: number } | undefined;

  constructor(options: GitHubClientOptions) {
    this.#options = options;
  }

  /**
   * Makes one or more requests with a client that is signed in.
   *
   * @throws {HostError} and {@link Cancelled}.
   */
  async request<T>(signal: AbortSignal, work: (octokit: GitHubApi) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.#requestOnce(signal, work);
      } catch (error) {
        if (
          !(error instanceof HostError) ||
          (await this.#options.patience?.waitFor(error, tries, signal)) !== true
        ) {
          throw error;
        }
      }
    }
  }

  async #requestOnce<T>(signal: AbortSignal, work: (octokit: GitHubApi) => Promise<T>): Promise<T> {
    const { host, tokens, timeLimit = usualLimit } = this.#options;
    throwIfCancelled(signal);
    const token = await this.#token(signal);
    const timeout = AbortSignal.timeout(timeLimit);
    try {
      return await work(this.#signedIn(token, AbortSignal.any([signal, timeout])));
    } catch (error) {
      throwIfCancelled(signal);
      const problem = hostErrorFrom(error, host, timeout.aborted);
      if (problem.problem === 'token-rejected') {
        tokens.rejected(token);
        this.#viewer = undefined;
      }
      throw problem;
    }
  }

  /** The host's clock, going on from its last answer, whatever ours is set to; undefined before the first. */
  get hostsTime(): Date | undefined {
    const told = this.#hostsClock;
    return told && new Date(told.said + performance.now() - told.at);
  }

  /** Login of the person that the token belongs to; asked once. */
  async viewer(signal: AbortSignal): Promise<string> {
    this.#viewer ??= this.request(signal, async (octokit) => (await octokit.request('GET /user')).data.login);
    try {
      return await this.#viewer;
    } catch (error) {
      this.#viewer = undefined;
      throw error;
    }
  }

  async #token(signal: AbortSignal): Promise<string> {
    const { host, tokens } = this.#options;
    if (!isSafeForTokens(host.apiUrl)) {
      throw new HostError(
        'refused',
        say`${host.webUrl} is not encrypted, so your token was not sent to it. Use its https address.`,
      );
    }
    const token = await tokens.get(signal);
    throwIfCancelled(signal);
    if (token === undefined) {
      throw new HostError(
        'signed-out',
        say`You are not signed in to ${host.authority}. Sign in, then retry.`,
      );
    }
    return token;
  }

  #signedIn(token: string, signal: AbortSignal): GitHubApi {
    const { host, userAgent } = this.#options;
    const { origin } = new URL(host.apiUrl);
    const octokit = new Octokit({
      baseUrl: host.apiUrl,
      userAgent,
      log: silent,
      request: {
        fetch: async (url: string, init: RequestInit) => {
          const headers = new Headers(init.headers);
          // Octokit takes any absolute address; the token is for this host alone.
          if (new URL(url).origin === origin) {
            headers.set('authorization', `token ${token}`);
          }
          return fetch(url, { ...init, headers, signal });
        },
      },
    });
    octokit.hook.after('request', ({ headers }) => {
      const said = Date.parse(headers.date ?? '');
      this.#hostsClock = Number.isNaN(said) ? this.#hostsClock : { said, at: performance.now() };
      if (
        headers['x-github-sso'] !== undefined &&
        String(headers['x-github-sso']).startsWith('partial-results')
      ) {
        throw new HostError(
          'sso-required',
          say`${host.authority} left out what belongs to organizations that ask you to authorize your sign-in by single sign-on. Authorize it in your account’s settings, then retry.`,
          { url: `${host.webUrl}/settings/connections/applications` },
        );
      }
    });
    // Octokit hands on as text what it can't parse.
    octokit.hook.after('request', (response) => {
      if (typeof response.data === 'string') {
        throw new HostError(
          'malformed',
          say`${host.authority} sent an answer that was cut off or garbled. Retry in a moment.`,
        );
      }
    });
    return octokit;
  }
}

/** Octokit writes to the console by default; what went wrong is told where it is shown. */
const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };
function ignore(): void {
  // nothing to do
}
