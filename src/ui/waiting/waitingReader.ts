import { HostError } from '../../change/hostError.ts';
import type { OpenSite } from '../../change/observeOpenChanges.ts';
import type { GitRepository } from '../gitExtension.ts';
import { idOf, type Repositories } from '../repositories.ts';
import { settings } from '../settings.ts';
import type { HostedSite, Site, Sites } from '../sites.ts';
import type { OpenChange, UnreadThere, WaitingState } from './waitingState.ts';

interface OpenClone {
  readonly git: GitRepository;
  readonly site: Site & { readonly hosted: HostedSite };
}

/** Reads the open changes of the repositories that are open in this window, or of their organizations. */
export class WaitingReader {
  readonly #repositories: Repositories;
  readonly #sites: Sites;
  /** By host and repository: the branch whose procedure file counts. */
  readonly #baseBranches = new Map<string, Map<string, string>>();

  constructor(repositories: Repositories, sites: Sites) {
    this.#repositories = repositories;
    this.#sites = sites;
  }

  async read(signal: AbortSignal): Promise<WaitingState> {
    if (!this.#repositories.hasLooked) {
      return { kind: 'loading' };
    }
    if (this.#repositories.all.length === 0) {
      return { kind: 'no-repository' };
    }
    const clones = await this.#clones();
    if (clones.length === 0) {
      return { kind: 'no-remote' };
    }
    // The rules bring YAML and Markdown along.
    const [{ observeOpenChanges }, { waitingFor }] = await Promise.all([
      import('../../change/observeOpenChanges.ts'),
      import('../../change/waiting.ts'),
    ]);
    const at = new Date();
    const changes: OpenChange[] = [];
    const unread: UnreadThere[] = [];
    try {
      for (const [authority, ofHost] of byHost(clones)) {
        const sites = await openSitesOf(ofHost, signal);
        const observed = await observeOpenChanges(sites, this.#baseBranchesOf(authority), at, signal);
        const gits = new Map(ofHost.map(({ git, site }) => [nameOf(site.hosted.base), git]));
        changes.push(
          ...observed.changes.map((change) => ({
            ...change,
            git: gits.get(nameOf(change.record.repository)),
          })),
        );
        unread.push(...observed.unread.map((each) => ({ ...each, authority })));
      }
    } catch (error) {
      if (error instanceof HostError && error.problem === 'signed-out') {
        return { kind: 'signed-out' };
      }
      throw error;
    }
    return { kind: 'known', waiting: waitingFor(changes), unread, at };
  }

  /** Reads everything anew the next time. */
  async forget(): Promise<void> {
    for (const { site } of await this.#clones()) {
      site.hosted.openChanges.forget();
    }
  }

  /** In the same order each time: the first one's client remembers what was read of its host. */
  async #clones(): Promise<readonly OpenClone[]> {
    const sorted = [...this.#repositories.all].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
    const clones = await Promise.all(sorted.map(async (git) => ({ git, site: await this.#sites.of(git) })));
    return clones.filter((clone): clone is OpenClone => clone.site.hosted !== undefined);
  }

  #baseBranchesOf(authority: string): Map<string, string> {
    const known = this.#baseBranches.get(authority) ?? new Map<string, string>();
    this.#baseBranches.set(authority, known);
    return known;
  }
}

async function openSitesOf(clones: readonly OpenClone[], signal: AbortSignal): Promise<readonly OpenSite[]> {
  const here = clones.map(({ site }): OpenSite => ({
    workingCopy: site.workingCopy,
    codeHost: site.hosted.codeHost,
    base: site.hosted.base,
    openChanges: site.hosted.openChanges,
  }));
  const [first] = here;
  if (settings().waiting.scope === 'workspace' || !first) {
    return here;
  }
  const known = new Set(here.map(({ base }) => nameOf(base)));
  const elsewhere: OpenSite[] = [];
  for (const owner of new Set(here.map(({ base }) => base.owner))) {
    for (const repository of await first.openChanges.repositoriesOf(owner, signal)) {
      if (!known.has(nameOf(repository))) {
        // Without a clone of it, what only git can prove is left out.
        const { codeHost, openChanges, base } = first;
        elsewhere.push({ codeHost, openChanges, base: { ...base, ...repository } });
      }
    }
  }
  return [...here, ...elsewhere];
}

function byHost(clones: readonly OpenClone[]): ReadonlyMap<string, readonly OpenClone[]> {
  const hosts = new Map<string, OpenClone[]>();
  for (const clone of clones) {
    const { authority } = clone.site.hosted.base.host;
    hosts.set(authority, [...(hosts.get(authority) ?? []), clone]);
  }
  return hosts;
}

function nameOf({ owner, name }: { readonly owner: string; readonly name: string }): string {
  return `${owner}/${name}`.toLowerCase();
}
