import { git, GitError, type GitLocation } from './git.ts';

/** How many milliseconds a remote may answer nothing before it is taken for unreachable. */
const networkPatience = 60_000;

/** The same for a push: the project's own hook may run its tests before it, and say nothing until they are done. */
const pushPatience = 60 * 60_000;

/** Where the helper below finds the token: not among arguments, which everyone on the machine can read. */
const tokenVariable = 'CHANGE_GUIDE_REMOTE_TOKEN';

/**
 * Runs git where it speaks to a remote. Git's own credential is tried first; where it has none, or the host
 * refuses it, the token that the person signed in with is offered, to that origin only.
 *
 * @param given environment for git and for the hooks that it runs
 * @throws {GitError} with git's own words; {@link Cancelled} when the signal says so.
 */
export async function gitAtRemote(
  location: GitLocation,
  remote: string,
  args: readonly [command: string, ...rest: string[]],
  signal: AbortSignal,
  given: Readonly<Record<string, string>> = {},
): Promise<string> {
  const run = { signal, environment: given, patience: args[0] === 'push' ? pushPatience : networkPatience };
  try {
    return await git(location, args, run);
  } catch (error) {
    if (!(error instanceof GitError) || !lacksCredential(error)) {
      throw error;
    }
    const environment = await signedIn(location, remote, args[0] === 'push', signal);
    if (!environment) {
      throw error;
    }
    return git(location, args, { ...run, environment: { ...given, ...environment } });
  }
}

/** Git speaks English to us. A 403 or 404 is an answer to a credential that was accepted. */
function lacksCredential({ stderr }: GitError): boolean {
  return /could not read (Username|Password)|Authentication failed for|Invalid username or (password|token)/i.test(
    stderr,
  );
}

async function signedIn(
  location: GitLocation,
  remote: string,
  pushes: boolean,
  signal: AbortSignal,
): Promise<Record<string, string> | undefined> {
  const which = pushes ? ['--push'] : [];
  const url = (await git(location, ['remote', 'get-url', ...which, '--', remote], { signal })).trimEnd();
  const token = await location.remoteToken?.(url, signal);
  if (token === undefined) {
    return undefined;
  }
  // A credential helper rather than `http.extraHeader`: after a redirect git sends that header to any other host.
  return {
    ...configuration([
      // An empty one makes git forget the person's helpers, which would keep the token when it works.
      ['credential.helper', ''],
      [
        `credential.${new URL(url).origin}.helper`,
        `!f() { test "$1" != get || printf 'username=x-access-token\\npassword=%s\\n' "$${tokenVariable}"; }; f`,
      ],
    ]),
    [tokenVariable]: token,
  };
}

/** Settings by environment, after those that the person has given in the same way. */
function configuration(settings: readonly (readonly [key: string, value: string])[]): Record<string, string> {
  const given = Number(process.env['GIT_CONFIG_COUNT'] ?? 0);
  const environment: Record<string, string> = { GIT_CONFIG_COUNT: String(given + settings.length) };
  for (const [index, [key, value]] of settings.entries()) {
    environment[`GIT_CONFIG_KEY_${given + index}`] = key;
    environment[`GIT_CONFIG_VALUE_${given + index}`] = value;
  }
  return environment;
}
