import type * as vscode from 'vscode';
import type { AccessTokens, RemoteToken } from '../change/accessTokens.ts';
import type { Adapters, Clone, Hosted } from '../change/adapters.ts';
import { chooseSite } from '../change/chooseSite.ts';
import { hostForGit, type RemoteRepository } from '../change/hosts.ts';
import type { WorkingCopy } from '../change/workingCopy.ts';
import type { GitRepository } from './gitExtension.ts';
import { settings } from './settings.ts';
import type { SignIn } from './signIn.ts';

/** Where a change takes place: a clone, and the repository on GitHub that it belongs to, if any. */
export interface Site extends Clone {
  readonly hosted: HostedSite | undefined;
}

export interface HostedSite extends Hosted {
  readonly base: RemoteRepository;
  readonly pushRemote: string;
  /** Whose repository the branches are pushed to: with a fork, the developer's. */
  readonly pushOwner: string;
}

/** Who may look where on a host, by way of a clone. */
export interface AuditAccess {
  readonly base: RemoteRepository;
  readonly workingCopy: WorkingCopy;
  /** Of the clone. */
  readonly directory: string;
  readonly tokens: AccessTokens;
  readonly remoteToken: RemoteToken;
}

/** Opens the clone and the hosted repository behind an open Git repository; each is made once. */
export class Sites {
  readonly #clones = new Map<string, Promise<Clone>>();
  readonly #hosted = new Map<string, ReturnType<Adapters['hosted']>>();
  readonly #adapters: Adapters;
  readonly #signIn: SignIn;

  constructor(adapters: Adapters, signIn: SignIn) {
    this.#adapters = adapters;
    this.#signIn = signIn;
  }

  async of(repository: GitRepository): Promise<Site> {
    const clone = await this.#clone(repository.rootUri);
    const site = chooseSite(await clone.workingCopy.remotes(), settings().enterpriseServers);
    if (!site) {
      return { ...clone, hosted: undefined };
    }
    return { ...clone, hosted: { ...site, ...(await this.#host(site.base, clone)) } };
  }

  /** What an audit of this repository's host works with; undefined without a host. */
  async auditAccess(repository: GitRepository): Promise<AuditAccess | undefined> {
    const site = await this.of(repository);
    const { workingCopy, hosted } = site;
    if (!hosted) {
      return undefined;
    }
    const { base } = hosted;
    const tokens = this.#signIn.tokens(base.host, async (url, signal) => site.gitCredential(url, signal));
    return {
      base,
      workingCopy,
      directory: repository.rootUri.fsPath,
      tokens,
      // The history is fetched outside of the clone, where git does not know the clone's own credential.
      remoteToken: async (url, signal) =>
        hostForGit(url, settings().enterpriseServers)?.webUrl === base.host.webUrl
          ? tokens.get(signal)
          : undefined,
    };
  }

  async #clone(root: vscode.Uri): Promise<Clone> {
    return cached(this.#clones, root.toString(), async () =>
      this.#adapters.clone(root.fsPath, async (url, signal) => this.#remoteToken(url, signal)),
    );
  }

  /** For git, which has then tried its own credential in vain. */
  async #remoteToken(url: string, signal: AbortSignal): Promise<string | undefined> {
    const host = hostForGit(url, settings().enterpriseServers);
    return host && this.#signIn.tokens(host, async () => Promise.resolve(undefined)).get(signal);
  }

  async #host(base: RemoteRepository, clone: Clone): ReturnType<Adapters['hosted']> {
    const key = JSON.stringify([clone.workingCopy.root, base.host.webUrl, base.owner, base.name]);
    return cached(this.#hosted, key, async () =>
      this.#adapters.hosted(
        base,
        this.#signIn.tokens(base.host, async (webUrl, signal) => clone.gitCredential(webUrl, signal)),
      ),
    );
  }
}

/** Keeps the promise, so that two who ask at once wait for the same; one that fails is asked for again. */
async function cached<T>(cache: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const known = cache.get(key);
  if (known) {
    return known;
  }
  const made = make();
  cache.set(key, made);
  try {
    return await made;
  } catch (error) {
    cache.delete(key);
    throw error;
  }
}
