import { openClone, openHosted } from '../../../src/adapters.ts';
import type { Clone, Hosted } from '../../../src/change/adapters.ts';
import { parseRemote, type RemoteRepository } from '../../../src/change/hosts.ts';
import type { Person, Sandbox } from '../../sandbox/sandbox.ts';

/** A person's clone of the sample repository, with the adapters that the product uses. */
export interface PersonsSite extends Clone, Hosted {
  readonly folder: string;
  readonly base: RemoteRepository;
}

export async function siteOf(sandbox: Sandbox, person: Person, folder: string): Promise<PersonsSite> {
  await sandbox.clone(person, folder);
  return siteIn(folder, baseOf(sandbox));
}

/** The same for a clone that is there, in whichever process. */
export function siteIn(folder: string, base: RemoteRepository, binary = 'git'): PersonsSite {
  const clone = openClone({ binary, directory: folder });
  let token: Promise<string | undefined> | undefined;
  const tokens = {
    get: async (signal: AbortSignal) => (token ??= clone.gitCredential(base.host.webUrl, signal)),
    rejected: () => undefined,
  };
  return { ...clone, ...openHosted(base, tokens, 'change-guide/test'), folder, base };
}

export function baseOf(sandbox: Sandbox): RemoteRepository {
  const base = parseRemote({ name: 'origin', url: sandbox.repository.remoteUrl }, [sandbox.url]);
  if (!base) {
    throw new Error(`${sandbox.repository.remoteUrl} was not taken for a GitHub`);
  }
  return base;
}
