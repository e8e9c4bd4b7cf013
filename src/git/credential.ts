import { git, GitError, type GitLocation } from './git.ts';

/**
 * The password or token that git itself would use for this web address; undefined when it has none.
 * Never asks the person anything: credential managers are told not to.
 */
export async function gitCredential(
  location: GitLocation,
  webUrl: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { protocol, host } = new URL(webUrl);
  try {
    const answer = await git(location, ['credential', 'fill'], {
      signal,
      input: `protocol=${protocol.slice(0, -1)}\nhost=${host}\n\n`,
      patience: 10_000,
      environment: { GCM_INTERACTIVE: 'never', GIT_ASKPASS: '', SSH_ASKPASS: '' },
    });
    return /^password=(.+)$/m.exec(answer)?.[1];
  } catch (error) {
    if (error instanceof GitError) {
      return undefined;
    }
    throw error;
  }
}
