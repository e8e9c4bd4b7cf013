import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { HumanError } from '../base/errors.ts';
import type { AccessTokens } from '../change/accessTokens.ts';
import type { Host } from '../change/hosts.ts';
import { actionsServer } from './actions.ts';
import { findExecutable } from './executables.ts';
import type { Outside } from './outside.ts';

interface Source {
  /** As a person would look for it. */
  readonly name: string;
  readonly read: (signal: AbortSignal) => Promise<string | undefined>;
}

/** The token for one host: from the environment, else from GitHub's own command line, else git's credential. */
export class CommandLineTokens implements AccessTokens {
  readonly #host: Host;
  readonly #sources: readonly Source[];
  #found: Promise<{ readonly token: string; readonly source: string } | undefined> | undefined;
  #rejected = false;

  constructor(host: Host, outside: Outside, gitCredential?: Source['read']) {
    this.#host = host;
    this.#sources = [
      ...variablesFor(host, outside.environment).map((name) => ({
        name,
        read: async () => Promise.resolve(outside.environment[name]),
      })),
      { name: '`gh auth token`', read: async (signal) => tokenOfGh(host, outside, signal) },
      ...(gitCredential ? [{ name: 'git’s credential', read: gitCredential }] : []),
    ];
  }

  async get(signal: AbortSignal): Promise<string | undefined> {
    this.#found ??= this.#find(signal);
    return (await this.#found)?.token;
  }

  rejected(): void {
    this.#rejected = true;
  }

  /** @throws {HumanError} when there is no token at all. */
  async demand(signal: AbortSignal): Promise<void> {
    if ((await this.get(signal)) === undefined) {
      const { authority } = this.#host;
      const [variable = ''] = variablesFor(this.#host, {});
      throw new HumanError(
        `there is no token for ${authority}: set ${variable}, or run \`gh auth login --hostname ${authority}\`, or let git keep a credential for it`,
      );
    }
  }

  /** @throws {HumanError} when the host has refused the token: what it then did not say is not worth showing. */
  async demandAccepted(): Promise<void> {
    if (this.#rejected) {
      const source = (await this.#found)?.source ?? '';
      throw new HumanError(
        `${this.#host.authority} did not accept the token from ${source}; it may have expired or been revoked. Replace it, then try again.`,
      );
    }
  }

  async #find(signal: AbortSignal) {
    for (const { name, read } of this.#sources) {
      const token = (await read(signal))?.trim();
      if (token !== undefined && token !== '') {
        if (!/^[\x21-\x7e]+$/.test(token)) {
          // It would be quoted in the error of the header that it can't be put into.
          throw new HumanError(`${name} holds something that is no token: it has spaces or other characters`);
        }
        return { token, source: name };
      }
    }
    return undefined;
  }
}

/**
 * As `gh` reads them. `GITHUB_TOKEN` in a workflow is the token of the server that runs it, whichever that is.
 *
 * @see https://cli.github.com/manual/gh_help_environment
 */
function variablesFor(
  { isGitHubDotCom, authority, webUrl }: Host,
  environment: Outside['environment'],
): string[] {
  const server = actionsServer(environment);
  if (isGitHubDotCom || authority.endsWith('.ghe.com')) {
    return server === undefined || server === webUrl ? ['GH_TOKEN', 'GITHUB_TOKEN'] : ['GH_TOKEN'];
  }
  const names = ['GH_ENTERPRISE_TOKEN', 'GITHUB_ENTERPRISE_TOKEN'];
  return server === webUrl ? [...names, 'GITHUB_TOKEN'] : names;
}

async function tokenOfGh(host: Host, outside: Outside, signal: AbortSignal): Promise<string | undefined> {
  const gh = await findExecutable('gh', outside);
  if (gh === undefined) {
    return undefined;
  }
  try {
    const args = ['auth', 'token', `--hostname=${host.authority}`];
    const options = { signal, timeout: 10_000, windowsHide: true, env: { ...outside.environment } };
    return (await promisify(execFile)(gh, args, options)).stdout;
  } catch {
    // Not signed in there, or no `gh` that works: the next source may have one.
    return undefined;
  }
}
