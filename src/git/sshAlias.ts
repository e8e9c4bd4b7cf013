import { execFile } from 'node:child_process';
import { homedir } from 'node:os';

/** A name that can't be taken for an option, a path or a pattern. */
const hostName = /^[a-z0-9][a-z0-9._-]*$/i;
const knownHosts = /^(?:(?:www\.|ssh\.)?github\.com|.+\.ghe\.com)$/i;
const resolved = new Map<string, Promise<string>>();

/**
 * The address with the host that ssh would really call: `git@github.com-work:acme/payments.git` is how people with
 * two accounts tell them apart. Addresses without ssh, and those of hosts that we know, stay as they are.
 */
export async function withoutSshAlias(url: string): Promise<string> {
  const scpLike = /^((?:[^@/:]+@)?)([^:/\\@]{2,})(:(?!\/\/|\\).+)$/.exec(url);
  const address = scpLike ?? /^(ssh:\/\/(?:[^@/]+@)?)([^:/@]+)((?::\d+)?\/.+)$/i.exec(url);
  const [, before = '', host = '', after = ''] = address ?? [];
  if (!address || !hostName.test(host) || knownHosts.test(host)) {
    return url;
  }
  let name = resolved.get(host);
  if (!name) {
    name = hostOf(host);
    resolved.set(host, name);
  }
  return `${before}${await name}${after}`;
}

/** What the person's ssh settings say of a host, without calling it; the same name when they say nothing. */
async function hostOf(alias: string): Promise<string> {
  return new Promise((resolve) => {
    // At home, as Windows looks for programs in the folder that it runs them in.
    const options = { cwd: homedir(), timeout: 5000, windowsHide: true };
    execFile('ssh', ['-G', '--', alias], options, (_error, stdout) => {
      const name = /^hostname (\S+)$/m.exec(stdout)?.[1] ?? '';
      resolve(hostName.test(name) ? name : alias);
    });
  });
}
