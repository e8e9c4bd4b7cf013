import { chooseBase, choosePushRemote, parseRemote, type Remote, type RemoteRepository } from './hosts.ts';

/** Where a clone's changes go, by its remotes. */
export interface ChosenSite {
  readonly base: RemoteRepository;
  readonly pushRemote: string;
  /** Whose repository that is: with a fork, the developer's. */
  readonly pushOwner: string;
}

/** @returns undefined when no remote is on a GitHub that we know. */
export function chooseSite(
  remotes: readonly Remote[],
  enterpriseUrls: readonly string[],
): ChosenSite | undefined {
  const repositories = remotes.flatMap((remote) => parseRemote(remote, enterpriseUrls) ?? []);
  const base = chooseBase(repositories);
  if (!base) {
    return undefined;
  }
  const pushRemote = choosePushRemote(base, repositories);
  const pushOwner = repositories.find(({ remote }) => remote === pushRemote)?.owner ?? base.owner;
  return { base, pushRemote, pushOwner };
}
