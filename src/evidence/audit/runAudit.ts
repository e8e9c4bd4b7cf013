import { HumanError, throwIfCancelled } from '../../base/errors.ts';
import type { CodeHost } from '../../change/codeHost.ts';
import type { Procedure } from '../../procedure/procedure.ts';
import { auditFiles, type AuditFile } from './auditFile.ts';
import {
  partOf,
  populationOf,
  populationSummary,
  repositoriesOf,
  type ReadPopulation,
} from './population.ts';
import type { AuditOutcome, AuditPorts, AuditProgress, AuditRequest } from './ports.ts';
import type { AuditQuestion, SampleRequest } from './question.ts';
import { RepositoryAudit } from './repositoryAudit.ts';
import { verdictOf, writeAudit, type AccountedRepository } from './writeAudit.ts';

const planFile = `${auditFiles.state}/plan.json`;

/** What was asked for when the audit began: whoever goes on with it asks for the same. */
interface Plan {
  readonly asked: AuditQuestion;
  readonly sample: SampleRequest | null;
  /** `YYYY-MM-DD` */
  readonly began: string;
}

/**
 * Accounts for every commit that came to the base branches in a period, judges each merged change as of its merge, and
 * writes what an auditor reads. Interrupted at any point it goes on where it was when it is run again for the same
 * folder; run once more, it looks again at what could not be read.
 *
 * @throws {HumanError} what was read so far is kept; {@link Cancelled}.
 */
export async function runAudit(
  request: AuditRequest,
  ports: AuditPorts,
  tell: (progress: AuditProgress) => void,
  signal: AbortSignal,
): Promise<AuditOutcome> {
  const release = await ports.folder.hold();
  try {
    const finished = await finishedAudit(request, ports);
    if (finished && isWhole(finished)) {
      return { summary: finished.summary, verdict: verdictOf(finished.summary) };
    }
    const plan = await planFor(request, ports, tell, signal);
    return await carryOut(plan, request.unsigned, finished !== undefined, ports, tell, signal);
  } finally {
    await release();
  }
}

async function carryOut(
  { asked, sample, began }: Plan,
  unsigned: boolean,
  again: boolean,
  given: AuditPorts,
  tell: (progress: AuditProgress) => void,
  signal: AbortSignal,
): Promise<AuditOutcome> {
  const ports = { ...given, site: readingTeamsOnce(given.site) };
  const repositories: AccountedRepository[] = [];
  const procedures = new Map<string, Procedure>();
  const names = repositoriesOf(asked.repositories, asked.shard);
  for (const [at, name] of names.entries()) {
    throwIfCancelled(signal);
    const here = { repository: name, number: at + 1, of: names.length };
    tell({ kind: 'population', ...here });
    const population = await populationOf(nameFrom(name), asked, ports, signal);
    if ('unread' in population) {
      const url = `${ports.site(nameFrom(name)).base.host.webUrl}/${name}`;
      const unread = { kind: 'unread', reason: population.unread } as const;
      repositories.push({ name, url, population: unread, entries: none() });
      continue;
    }
    const commits =
      asked.repositories.length === 1 ? partOf(population.commits, asked.shard) : population.commits;
    const audit = new RepositoryAudit(ports, population, commits);
    await audit.open(again);
    const pace = new Pace(commits.length);
    await audit.run((kind, done) => {
      tell({ kind, ...here, done, all: commits.length, remaining: pace.remaining(kind, done) });
    }, signal);
    for (const [digest, procedure] of audit.procedures) {
      procedures.set(digest, procedure);
    }
    repositories.push(accounted(population, audit));
  }
  tell({ kind: 'writing' });
  const outcome = await writeAudit(
    { asked, began, repositories, procedures, sample, unsigned },
    ports,
    signal,
  );
  if (isWhole(outcome)) {
    await ports.folder.remove(auditFiles.state);
  }
  return outcome;
}

function accounted(population: ReadPopulation, audit: RepositoryAudit): AccountedRepository {
  const { owner, name, url } = population.repository;
  return {
    name: `${owner}/${name}`,
    url,
    population: populationSummary(population),
    entries: audit.entries(),
  };
}

/** An audit that was written already. @throws {HumanError} when it is another one. */
async function finishedAudit(request: AuditRequest, { folder }: AuditPorts): Promise<AuditFile | undefined> {
  const text = await folder.read(auditFiles.audit);
  if (text === undefined) {
    return undefined;
  }
  const file = JSON.parse(text) as AuditFile;
  const { asked, sample } = file.summary;
  mustBeTheSame({ asked, sample: sample && { size: sample.size, seed: sample.seed } }, request, folder.path);
  return file;
}

/** Nothing is left that could be read with another try. */
function isWhole({ summary: { totals } }: Pick<AuditFile, 'summary'>): boolean {
  return totals.verdicts.unknown + totals.unreadCommits + totals.unreadRepositories === 0;
}

async function planFor(
  request: AuditRequest,
  { folder, merged, clock }: AuditPorts,
  tell: (progress: AuditProgress) => void,
  signal: AbortSignal,
): Promise<Plan> {
  const kept = await folder.read(planFile);
  if (kept !== undefined) {
    const plan = JSON.parse(kept) as Plan;
    mustBeTheSame(plan, request, folder.path);
    return plan;
  }
  const { owner } = request;
  if (owner !== undefined) {
    tell({ kind: 'repositories', owner });
  }
  const names = owner === undefined ? request.repositories : await merged.repositoriesOf(owner, signal);
  const plan: Plan = {
    asked: {
      host: request.host.authority,
      owner: owner ?? null,
      repositories: [...new Set(names.map((each) => `${each.owner}/${each.name}`))].sort(byName),
      period: request.period,
      shard: request.shard ?? null,
    },
    sample: request.sample ?? null,
    began: clock().toISOString().slice(0, 10),
  };
  await folder.write(planFile, JSON.stringify(plan));
  return plan;
}

function mustBeTheSame({ asked, sample }: Omit<Plan, 'began'>, request: AuditRequest, folder: string): void {
  const named = request.repositories.map(({ owner, name }) => `${owner}/${name}`).sort(byName);
  const isSame =
    asked.host === request.host.authority &&
    same(asked.owner, request.owner ?? null) &&
    (request.owner !== undefined || same(asked.repositories, [...new Set(named)])) &&
    same(asked.period, request.period) &&
    same(asked.shard, request.shard ?? null) &&
    same(sample, request.sample ?? null);
  if (!isSame) {
    const { since, until } = asked.period;
    throw new HumanError(
      `${folder} holds another audit (${asked.owner ?? asked.repositories.join(', ')}, ${since} to ${until}). It was left as it is; name another folder.`,
    );
  }
}

function same(one: unknown, other: unknown): boolean {
  const plain = (value: unknown) =>
    typeof value === 'object' && value !== null ? Object.entries(value).sort() : value;
  return JSON.stringify(plain(one)).toLowerCase() === JSON.stringify(plain(other)).toLowerCase();
}

function byName(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function nameFrom(fullName: string): { readonly owner: string; readonly name: string } {
  const [owner = '', name = ''] = fullName.split('/');
  return { owner, name };
}

/** Who is in a team is one fact for the whole audit. */
function readingTeamsOnce(site: AuditPorts['site']): AuditPorts['site'] {
  const read = new Map<string, ReturnType<CodeHost['teamMembers']>>();
  return (repository) => {
    const { codeHost, ...others } = site(repository);
    return {
      ...others,
      codeHost: {
        teamMembers: async (team, signal) => {
          const known = read.get(team.toLowerCase()) ?? codeHost.teamMembers(team, signal);
          read.set(team.toLowerCase(), known);
          return known;
        },
        deployments: async (...asked) => codeHost.deployments(...asked),
      },
    };
  };
}

async function* none(): AsyncIterable<never> {
  // A population that could not be read has no entries.
}

/** How long the rest takes, by how long what was done took. */
class Pace {
  readonly #all: number;
  #kind: string | undefined;
  #from = 0;
  #since = 0;

  constructor(all: number) {
    this.#all = all;
  }

  remaining(kind: string, done: number): number | undefined {
    if (kind !== this.#kind) {
      [this.#kind, this.#from, this.#since] = [kind, done, performance.now()];
      return undefined;
    }
    const each = (performance.now() - this.#since) / (done - this.#from);
    return Number.isFinite(each) ? Math.round(each * (this.#all - done)) : undefined;
  }
}
