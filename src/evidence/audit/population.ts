import { HumanError, sentenceOf, throwIfCancelled } from '../../base/errors.ts';
import { HostError } from '../../change/hostError.ts';
import type { BaseCommit } from '../../change/baseHistory.ts';
import type { RepositoryName } from '../../change/hostedChange.ts';
import type { AuditedRepository } from '../../change/mergedChanges.ts';
import { sha256Hex } from '../../procedure/digest.ts';
import type { PopulationCommit } from './entry.ts';
import type { AuditPorts } from './ports.ts';
import type { AuditQuestion, Shard } from './question.ts';
import type { Population } from './summary.ts';

/** Every commit that is to be accounted for. Once it was read it stays as it is: the audit is about this. */
export interface ReadPopulation {
  readonly repository: AuditedRepository;
  readonly tip: string | null;
  readonly commits: readonly CommitToJudge[];
}

export interface CommitToJudge extends PopulationCommit {
  /** The commit that its message says it reverts. */
  readonly reverts: string | null;
}

/** What is kept of a repository while the audit goes on. `+` is in no name on GitHub. */
export function stateOf({ owner, name }: RepositoryName, file: string): string {
  return `state/${owner}+${name}/${file}`;
}

/**
 * The population as it was read at first, or else read now.
 *
 * @returns why it can't be read.
 * @throws {HumanError} what concerns more than this repository; {@link Cancelled}.
 */
export async function populationOf(
  name: RepositoryName,
  { owner, period }: AuditQuestion,
  { folder, merged, history, site }: AuditPorts,
  signal: AbortSignal,
): Promise<ReadPopulation | { readonly unread: string }> {
  const file = stateOf(name, 'population.json');
  const kept = await folder.read(file);
  if (kept !== undefined) {
    return JSON.parse(kept) as ReadPopulation;
  }
  try {
    const repository = await merged.repository(name, signal);
    const { tip, commits } = await history.firstParents(
      site(repository).base,
      repository.baseBranch,
      { since: new Date(period.since), until: new Date(period.until) },
      signal,
    );
    const read = { repository, tip: tip ?? null, commits: commits.map(commitFrom) };
    await folder.write(file, JSON.stringify(read));
    return read;
  } catch (error) {
    throwIfCancelled(signal);
    // One that was named must be there; one that the host listed may not be for us to see.
    const isMistake = owner === null && error instanceof HostError && error.problem === 'not-found';
    if (!(error instanceof HumanError) || isMistake || concernsAll(error)) {
      throw error;
    }
    return { unread: sentenceOf(error) };
  }
}

/** Whether the other repositories can't be read either. */
function concernsAll(error: HumanError): boolean {
  return (
    error instanceof HostError &&
    ['signed-out', 'token-rejected', 'rate-limited', 'unreachable', 'server'].includes(error.problem)
  );
}

function commitFrom({
  sha,
  firstParent,
  committedAt,
  misdated,
  author,
  subject,
  reverts,
}: BaseCommit): CommitToJudge {
  return {
    sha,
    firstParent: firstParent ?? null,
    committedAt: committedAt.toISOString().replace('.000Z', 'Z'),
    misdated,
    author,
    subject,
    reverts: reverts ?? null,
  };
}

/** How the summary tells of it. */
export function populationSummary({ repository, tip, commits }: ReadPopulation): Population {
  return {
    kind: 'read',
    baseBranch: repository.baseBranch,
    tip,
    commits: commits.length,
    digest: digestOfCommits(commits.map(({ sha }) => sha)),
  };
}

export function digestOfCommits(shas: readonly string[]): string {
  return `sha256:${sha256Hex(shas.map((sha) => `${sha}\n`).join(''))}`;
}

/** Of one repository a shard takes a stretch of its commits, so that shards can be put one after the other. */
export function partOf<T>(commits: readonly T[], shard: Shard | null): readonly T[] {
  const at = (number: number) => Math.floor((commits.length * number) / (shard?.of ?? 1));
  return shard === null ? commits : commits.slice(at(shard.number - 1), at(shard.number));
}

/** Of several repositories it takes whole ones. */
export function repositoriesOf(all: readonly string[], shard: Shard | null): readonly string[] {
  return shard === null || all.length === 1
    ? all
    : all.filter((_, index) => index % shard.of === shard.number - 1);
}
