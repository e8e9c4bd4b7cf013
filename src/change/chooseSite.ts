import { chooseBase, choosePushRemote, parseRemote, type Remote, type RemoteRepository } from './hosts.ts';

/** Where a clone's changes go, by its remotes. */
export interface ChosenSite {
  readonly base: RemoteRepository;
  readonly pushRemote: string;
}

/** @returns undefined when no remote is on a GitHub that we know. */
export function chooseSite(
  remotes: readonly Remote[],
  enterpriseUrls: readonly string[],
): ChosenSite | undefined {
  const repositories = remotes.flatMap((remote) => parseRemote(remote, enterpriseUrls) ?? []);
  const base = chooseBase(repositories);
  return base && { base, pushRemote: choosePushRemote(base, repositories) };
}
