import { HumanError, sentenceOf } from '../base/errors.ts';
import type { RemoteToken } from '../change/accessTokens.ts';
import type { Clone, Hosted } from '../change/adapters.ts';
import { chooseSite, type ChosenSite } from '../change/chooseSite.ts';
import { hostForGit, parseRemote, type Remote, type RemoteRepository } from '../change/hosts.ts';
import { list, plain } from '../procedure/wording.ts';
import { actionsRepository, actionsServer } from './actions.ts';
import { UsageError } from './command.ts';
import { findExecutable } from './executables.ts';
import type { Outside } from './outside.ts';
import { CommandLineTokens } from './tokens.ts';

/** What `--repo` and `--host` say. */
export interface SiteOptions {
  /** `owner/name`, or `host/owner/name`. */
  readonly repo?: string | undefined;
  /** A host name, or a web address. */
  readonly host?: string | undefined;
}

/** A repository on a GitHub, and the clone of it that the current folder is in, if it is in one. */
export interface Site extends Hosted {
  readonly base: RemoteRepository;
  readonly clone: Clone | undefined;
  /** The remote that branches are pushed to; undefined without a clone. */
  readonly pushRemote: string | undefined;
  readonly tokens: CommandLineTokens;
  readonly git: {
    readonly binary: string;
    /** What git is offered where it has no credential of its own. */
    readonly remoteToken: RemoteToken;
  };
}

/**
 * Opens the repository that the options name, else the one that the workflow is about, else the one that the
 * current folder is a clone of.
 *
 * @throws {HumanError} when there is none, or no token for it.
 */
export async function openSite(options: SiteOptions, outside: Outside, signal: AbortSignal): Promise<Site> {
  const git = await findExecutable('git', outside);
  // A name that is no path: what needs git then says that it is not there.
  const binary = git ?? 'git is not installed';
  const adapters = outside.adapters(binary);
  const servers = serversOf(options, outside);
  const named = repositoryNamed(options, outside, servers);
  const local = git === undefined ? undefined : await adapters.clone(outside.directory, remoteToken);
  const { site, problem } = await repositoryHere(local, options, servers);
  const base = named ?? site?.base;
  if (!base) {
    throw new HumanError(`${problem} Name the repository with --repo OWNER/NAME.`);
  }
  const { host } = base;
  const tokens = new CommandLineTokens(
    host,
    outside,
    local && (async (asked) => local.gitCredential(host.webUrl, asked)),
  );
  await tokens.demand(signal);
  const hosted = {
    ...(await adapters.hosted(base, tokens)),
    tokens,
    git: { binary, remoteToken: tokenOutsideOfTheClone },
  };
  return site && isSame(site.base, base)
    ? { ...hosted, base: site.base, clone: local, pushRemote: site.pushRemote }
    : { ...hosted, base, clone: undefined, pushRemote: undefined };

  /** Where git does not know the clone's own credential. */
  async function tokenOutsideOfTheClone(url: string, asked: AbortSignal): Promise<string | undefined> {
    const isThere = hostForGit(url, servers)?.webUrl === host.webUrl;
    return isThere ? tokens.get(asked) : remoteToken(url, asked);
  }

  async function remoteToken(url: string, asked: AbortSignal): Promise<string | undefined> {
    const host = hostForGit(url, servers);
    return host && new CommandLineTokens(host, outside).get(asked);
  }
}

/** What the current folder is a clone of, or why that can't be told. */
async function repositoryHere(
  local: Clone | undefined,
  { host }: SiteOptions,
  servers: readonly string[],
): Promise<{ readonly site?: ChosenSite; readonly problem: string }> {
  if (!local) {
    return { problem: 'git was not found on PATH.' };
  }
  let remotes: readonly Remote[];
  try {
    remotes = await local.workingCopy.remotes();
  } catch (error) {
    if (!(error instanceof HumanError)) {
      throw error;
    }
    return { problem: `The current folder is no clone that git can read (${sentenceOf(error)}).` };
  }
  const wanted = remotes.filter(
    (remote) => host === undefined || parseRemote(remote, servers)?.host.webUrl === servers[0],
  );
  const site = chooseSite(wanted, servers);
  if (site) {
    return { site, problem: '' };
  }
  const names = list(
    remotes.map(({ name }) => plain(name)),
    'and',
  );
  return {
    problem:
      remotes.length === 0
        ? 'This clone has no remote.'
        : `No remote of this clone (${String(names)}) is on ${host === undefined ? 'a GitHub that is known here; name an Enterprise Server with --host or GH_HOST' : plain(host)}.`,
  };
}

/** Web addresses of the hosts that the person, or the workflow, names; `--host` leaves no other. */
function serversOf({ repo, host }: SiteOptions, { environment }: Outside): string[] {
  const [ofRepo] = repo?.split('/').length === 3 ? repo.split('/') : [];
  const named = ofRepo ?? host;
  const servers = named === undefined ? [environment['GH_HOST'], actionsServer(environment)] : [named];
  return servers.flatMap((server) => {
    if (server === undefined || server === '') {
      return [];
    }
    const url = server.includes('://') ? server : `https://${server}`;
    if (!URL.canParse(url)) {
      throw new UsageError(`\`${plain(server)}\` is not the name of a host, such as git.acme.com`);
    }
    return [new URL(url).origin];
  });
}

function repositoryNamed(
  { repo, host }: SiteOptions,
  { environment }: Outside,
  servers: readonly string[],
): RemoteRepository | undefined {
  const named = repo ?? actionsRepository(environment);
  if (named === undefined) {
    return undefined;
  }
  const [name = '', owner = ''] = named.split('/').reverse();
  const isName = (text: string) => /^[\w.-]+$/.test(text) && !/^\.+$/.test(text);
  if (!isName(owner) || !isName(name) || named.split('/').length > 3) {
    throw new UsageError(`\`${plain(named)}\` is not a repository; write it as owner/name`);
  }
  const hostless = repo === undefined ? actionsServer(environment) : undefined;
  const webUrl = (host === undefined ? hostless : undefined) ?? servers[0] ?? 'https://github.com';
  return parseRemote({ name: '', url: `${webUrl}/${owner}/${name}` }, [webUrl]);
}

/** GitHub does not tell names apart by case. */
function isSame(one: RemoteRepository | undefined, other: RemoteRepository): boolean {
  const key = ({ host, owner, name }: RemoteRepository) => `${host.authority}/${owner}/${name}`.toLowerCase();
  return one !== undefined && key(one) === key(other);
}
