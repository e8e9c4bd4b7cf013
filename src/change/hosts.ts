/** A GitHub that a repository lives on: github.com, a `ghe.com` tenant, or a GitHub Enterprise Server. */
export interface Host {
  /** Host name with port, in lower case: `github.com`, `git.acme.test:8443`. A token belongs to one authority. */
  readonly authority: string;
  readonly isGitHubDotCom: boolean;
  /** Where people read it: `https://github.com`. */
  readonly webUrl: string;
  /** REST: `https://api.github.com`, `https://git.acme.test/api/v3`. */
  readonly apiUrl: string;
}

/** A repository on a GitHub, as a git remote names it. */
export interface RemoteRepository {
  /** The remote's name in this clone, such as `origin`. */
  readonly remote: string;
  readonly host: Host;
  readonly owner: string;
  readonly name: string;
}

export interface Remote {
  readonly name: string;
  readonly url: string;
}

/**
 * The repository behind a remote, when its host is a GitHub that we know; else undefined.
 *
 * @param enterpriseUrls web addresses of GitHub Enterprise Servers that the person has set up.
 */
export function parseRemote(remote: Remote, enterpriseUrls: readonly string[]): RemoteRepository | undefined {
  const location = splitRemoteUrl(remote.url);
  if (!location) {
    return undefined;
  }
  const host = hostOf(location, enterpriseUrls);
  const repository = repositoryIn(remote.url);
  return host && repository && { remote: remote.name, host, ...repository };
}

/** Owner and name of the repository that a remote's address names, on whatever host. */
export function repositoryIn(url: string): { readonly owner: string; readonly name: string } | undefined {
  const [owner, name, ...more] = (splitRemoteUrl(url)?.path ?? '')
    .replace(/(\.git)?\/*$/i, '')
    .split('/')
    .filter(Boolean);
  return owner === undefined || name === undefined || more.length > 0 ? undefined : { owner, name };
}

/** The base repository among several: a developer with a fork works for `upstream`, everyone else for `origin`. */
export function chooseBase(repositories: readonly RemoteRepository[]): RemoteRepository | undefined {
  const byName = (name: string) => repositories.find(({ remote }) => remote === name);
  return byName('upstream') ?? byName('origin') ?? repositories[0];
}

/** Where branches go: with a fork beside the base repository the developer pushes to the fork. */
export function choosePushRemote(base: RemoteRepository, repositories: readonly RemoteRepository[]): string {
  const hasFork = base.remote === 'upstream' && repositories.some(({ remote }) => remote === 'origin');
  return hasFork ? 'origin' : base.remote;
}

/** The host whose token git may send to this address: the same origin, and one that is safe for tokens. */
export function hostForGit(url: string, enterpriseUrls: readonly string[]): Host | undefined {
  const host = parseRemote({ name: '', url }, enterpriseUrls)?.host;
  const isItsOwn = URL.canParse(url) && new URL(url).origin === host?.webUrl && isSafeForTokens(url);
  return isItsOwn ? host : undefined;
}

/** Plain `http` would show the token to everyone on the way; only this machine itself may be spoken to so. */
export function isSafeForTokens(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

interface RemoteLocation {
  readonly hostname: string;
  /** Of the web server; an SSH port says nothing about it. */
  readonly webPort: string;
  readonly path: string;
}

function splitRemoteUrl(url: string): RemoteLocation | undefined {
  // scp-like, `git@github.com:acme/payments.git`: what git takes for SSH when there is no scheme.
  const scpLike = /^(?:[^@/]+@)?([^:/\\]+):(?!\/\/|\\)(.+)$/.exec(url);
  if (scpLike?.[1] !== undefined && scpLike[2] !== undefined && scpLike[1].length > 1) {
    return { hostname: scpLike[1].toLowerCase(), webPort: '', path: scpLike[2] };
  }
  if (!URL.canParse(url)) {
    return undefined;
  }
  const { protocol, hostname, port, pathname } = new URL(url);
  if (!['http:', 'https:', 'ssh:', 'git:', 'git+ssh:'].includes(protocol)) {
    return undefined;
  }
  const isWeb = protocol === 'http:' || protocol === 'https:';
  return { hostname: hostname.toLowerCase(), webPort: isWeb ? port : '', path: decodePath(pathname) };
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function hostOf({ hostname, webPort }: RemoteLocation, enterpriseUrls: readonly string[]): Host | undefined {
  // ssh.github.com is where GitHub answers SSH on port 443.
  if (['github.com', 'www.github.com', 'ssh.github.com'].includes(hostname)) {
    return {
      authority: 'github.com',
      isGitHubDotCom: true,
      webUrl: 'https://github.com',
      apiUrl: 'https://api.github.com',
    };
  }
  if (hostname.endsWith('.ghe.com')) {
    const webUrl = `https://${hostname}`;
    return { authority: hostname, isGitHubDotCom: false, webUrl, apiUrl: `https://api.${hostname}` };
  }
  for (const url of enterpriseUrls) {
    if (!URL.canParse(url)) {
      continue;
    }
    const server = new URL(url);
    if (server.hostname === hostname && (webPort === '' || server.port === webPort)) {
      return {
        authority: server.host,
        isGitHubDotCom: false,
        webUrl: server.origin,
        apiUrl: `${server.origin}/api/v3`,
      };
    }
  }
  return undefined;
}
