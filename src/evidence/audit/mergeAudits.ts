import { HumanError } from '../../base/errors.ts';
import type { Procedure } from '../../procedure/procedure.ts';
import { auditFiles, type AuditFile } from './auditFile.ts';
import type { AuditEntry } from './entry.ts';
import { digestOfCommits } from './population.ts';
import type { AuditFolder, AuditOutcome, AuditPorts, PlacedLine } from './ports.ts';
import type { SampleRequest } from './question.ts';
import type { RepositorySummary } from './summary.ts';
import { writeAudit, type AccountedRepository } from './writeAudit.ts';

interface ShardAudit {
  readonly folder: AuditFolder;
  readonly file: AuditFile;
  readonly number: number;
  readonly entries: EntryReader;
}

/**
 * Puts the shards of an audit together: the files are those that one audit of all would have written. They must be all
 * of them, of one audit, and account for every commit.
 *
 * @throws {HumanError} when they do not; what is there stays as it is.
 */
export async function mergeAudits(
  folders: readonly AuditFolder[],
  wanted: { readonly sample: SampleRequest | null; readonly unsigned: boolean },
  ports: Pick<AuditPorts, 'folder' | 'evidence' | 'version'>,
  signal: AbortSignal,
): Promise<AuditOutcome> {
  const release = await ports.folder.hold();
  try {
    if ((await ports.folder.read(auditFiles.audit)) !== undefined) {
      throw new HumanError(
        `${ports.folder.path} holds an audit already. It was left as it is; name another folder.`,
      );
    }
    const shards = await readShards(folders);
    const [first] = shards;
    if (!first) {
      throw new HumanError('There is nothing to merge.');
    }
    const { asked } = first.file.summary;
    const repositories = asked.repositories.map((name) =>
      asked.repositories.length === 1 ? stretched(shards, name) : whole(shards, name),
    );
    const procedures = new Map<string, Procedure>(
      shards.flatMap(({ file }) => Object.entries(file.procedures)),
    );
    const days = shards.map(({ file }) => file.summary.made.on).sort();
    const outcome = await writeAudit(
      { asked: { ...asked, shard: null }, began: days.at(-1) ?? '', repositories, procedures, ...wanted },
      ports,
      signal,
    );
    await ports.folder.remove(auditFiles.state);
    return outcome;
  } finally {
    await release();
  }
}

/** In their order. */
async function readShards(folders: readonly AuditFolder[]): Promise<ShardAudit[]> {
  const shards: ShardAudit[] = [];
  for (const folder of folders) {
    const text = await folder.read(auditFiles.audit);
    if (text === undefined) {
      throw new HumanError(
        `${folder.path} holds no finished audit. Run its shard once more: it goes on where it was.`,
      );
    }
    const file = auditFileFrom(text, folder.path);
    const number = file.summary.asked.shard?.number ?? 0;
    shards.push({ folder, file, number, entries: new EntryReader(folder) });
  }
  const byNumber = shards.toSorted((a, b) => a.number - b.number);
  mustBelongTogether(byNumber);
  return byNumber;
}

function auditFileFrom(text: string, path: string): AuditFile {
  try {
    const file = JSON.parse(text) as Partial<AuditFile> | null;
    if (file?.schema === 'audit/1' && file.summary !== undefined && file.procedures !== undefined) {
      return file as AuditFile;
    }
  } catch {
    // It is told below.
  }
  throw new HumanError(`${auditFiles.audit} in ${path} is not one of this version of Change Guide.`);
}

function mustBelongTogether(shards: readonly ShardAudit[]): void {
  const [first] = shards;
  const of = first?.file.summary.asked.shard?.of;
  for (const { folder, file, number } of shards) {
    const asked = file.summary.asked;
    if (asked.shard === null) {
      throw new HumanError(`${folder.path} holds a whole audit, not a shard of one.`);
    }
    if (
      JSON.stringify({ ...asked, shard: of }) !==
      JSON.stringify({ ...first?.file.summary.asked, shard: asked.shard.of })
    ) {
      throw new HumanError(
        `${folder.path} holds a shard of another audit than ${first?.folder.path ?? ''}: host, repositories, period and number of shards must be the same.`,
      );
    }
    if (shards.some((other) => other.folder !== folder && other.number === number)) {
      throw new HumanError(`Shard ${number} of ${asked.shard.of} is there twice.`);
    }
  }
  const numbers = new Set(shards.map(({ number }) => number));
  const missing = Array.from({ length: of ?? 0 }, (_, at) => at + 1).filter((number) => !numbers.has(number));
  if (missing.length > 0) {
    throw new HumanError(`Not all is there: ${missing.join(', ')} of ${of ?? 0} shards missing.`);
  }
}

/** A repository that one of the shards looked at. */
function whole(shards: readonly ShardAudit[], name: string): AccountedRepository {
  for (const shard of shards) {
    const found = shard.file.summary.repositories.find((each) => isSame(each.name, name));
    if (found) {
      return accounted(found, [shard]);
    }
  }
  throw new HumanError(`None of the shards looked at ${name}: the lists of repositories were not the same.`);
}

/** The one repository, of which each shard looked at a stretch. */
function stretched(shards: readonly ShardAudit[], name: string): AccountedRepository {
  const all = shards.map(({ file }) => file.summary.repositories[0]);
  const [first] = all;
  for (const [at, each] of all.entries()) {
    const folder = shards[at]?.folder.path ?? '';
    if (each?.population.kind !== 'read' || first?.population.kind !== 'read') {
      throw new HumanError(
        `The commits of ${name} could not be read for ${folder}. Run its shard once more, then merge.`,
      );
    }
    if (each.population.digest !== first.population.digest) {
      throw new HumanError(
        `The base branch of ${name} had other commits in the period when ${folder} was made. Run all shards once more, in new folders.`,
      );
    }
  }
  if (!first) {
    throw new HumanError(`None of the shards looked at ${name}.`);
  }
  return accounted(first, shards);
}

function accounted(
  { name, url, population }: RepositorySummary,
  shards: readonly ShardAudit[],
): AccountedRepository {
  return { name, url, population, entries: entriesOf(name, population, shards) };
}

/** @throws {HumanError} at the end, when not every commit is accounted for. */
async function* entriesOf(
  repository: string,
  population: RepositorySummary['population'],
  shards: readonly ShardAudit[],
): AsyncIterable<AuditEntry> {
  const judgedAt = new Map<number, string>();
  const shas: string[] = [];
  for (const { entries } of shards) {
    for await (const entry of entries.of(repository)) {
      shas.push(entry.commit.sha);
      yield onceJudged(entry, judgedAt);
    }
  }
  if (population.kind === 'read' && digestOfCommits(shas) !== population.digest) {
    throw new HumanError(
      `${auditFiles.entries} does not account for the ${population.commits} commits of ${repository}: it was changed after it was made.`,
    );
  }
}

/** Reads the entries of a shard once, from first to last: its repositories come in the order in which they are merged. */
class EntryReader {
  readonly #lines: AsyncIterator<PlacedLine>;
  #next: AuditEntry | undefined;

  constructor(folder: AuditFolder) {
    this.#lines = folder.lines(auditFiles.entries)[Symbol.asyncIterator]();
  }

  /** The entries of a repository, when it is the next one. */
  async *of(repository: string): AsyncIterable<AuditEntry> {
    for (;;) {
      if (!this.#next) {
        const line = await this.#lines.next();
        this.#next = line.done === true ? undefined : (JSON.parse(line.value.text) as AuditEntry);
      }
      if (!this.#next || !isSame(this.#next.repository, repository)) {
        return;
      }
      yield this.#next;
      this.#next = undefined;
    }
  }
}

/** A pull request whose commits are in two shards was judged in both. */
function onceJudged(entry: AuditEntry, judgedAt: Map<number, string>): AuditEntry {
  const { came, commit } = entry;
  if (came.by !== 'pull-request') {
    return entry;
  }
  const first = judgedAt.get(came.number) ?? commit.sha;
  judgedAt.set(came.number, first);
  return first === commit.sha
    ? entry
    : { ...entry, came: { ...came, judgedAt: first }, exceptions: [], change: null };
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
