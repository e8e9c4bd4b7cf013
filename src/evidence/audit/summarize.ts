import type { Fact } from '../../procedure/changeRecord.ts';
import type { AuditEntry } from './entry.ts';
import type { ExceptionCode } from './exceptionTitles.ts';
import { noVerdicts, TimeLine } from './overTime.ts';
import { PeopleSummary } from './peopleSummary.ts';
import type { AuditMaking, AuditQuestion } from './question.ts';
import { StepTimes } from './stepTimes.ts';
import type {
  AuditSummary,
  AuditTotals,
  ListedEntry,
  Listing,
  Population,
  RepositorySummary,
  SampleSummary,
  UnreadSummary,
} from './summary.ts';

/** How many of anything a summary lists: a page is to be read. The rest is in `changes.csv`. */
const most = 200;

/** A list that keeps its beginning and counts the rest. */
class Beginning<T> {
  readonly #listed: T[] = [];
  #total = 0;

  add(thing: T): void {
    this.#total += 1;
    if (this.#listed.length < most) {
      this.#listed.push(thing);
    }
  }

  get all(): Listing<T> {
    return { listed: this.#listed, total: this.#total };
  }
}

/** A repository while it is counted. */
interface Counted extends RepositorySummary {
  changes: number;
  readonly verdicts: ReturnType<typeof noVerdicts>;
  directPushes: number;
  unreadCommits: number;
}

/** Adds up a summary, entry by entry. */
export class Summarizing {
  readonly #asked: AuditQuestion;
  readonly #repositories: Counted[] = [];
  readonly #timeLine: TimeLine;
  readonly #stepTimes = new StepTimes();
  readonly #people = new PeopleSummary();
  readonly #byCode = new Map<ExceptionCode, number>();
  readonly #exceptions = new Beginning<ListedEntry>();
  readonly #facts = new Map<Fact, { changes: number; readonly reason: string }>();
  readonly #teams = new Map<string, { changes: number; readonly reason: string }>();
  readonly #reverts = new Beginning<ListedEntry>();
  readonly #byBots = new Beginning<ListedEntry>();
  readonly #unreadCommits = new Beginning<UnreadSummary['commits']['listed'][number]>();
  readonly #unknownChanges = new Beginning<UnreadSummary['changes']['listed'][number]>();
  #commits = 0;
  #readOn = '';

  constructor(asked: AuditQuestion) {
    this.#asked = asked;
    this.#timeLine = new TimeLine(asked.period);
  }

  /** The entries that follow are of this repository. */
  begin(name: string, url: string, population: Population): void {
    const counts = { changes: 0, verdicts: noVerdicts(), directPushes: 0, unreadCommits: 0 };
    this.#repositories.push({ name, url, population, ...counts });
  }

  add(entry: AuditEntry): void {
    const { came, change, verdict, exceptions } = entry;
    const repository = this.#repositories.at(-1);
    if (!repository) {
      throw new Error('No repository was begun.');
    }
    this.#commits += 1;
    this.#timeLine.add(entry);
    const listed = listedEntry(entry, repository.url);
    if (came.by === 'push') {
      repository.directPushes += 1;
    } else if (came.by === 'unknown') {
      repository.unreadCommits += 1;
      const { number, reason } = came;
      const { sha, url } = listed;
      this.#unreadCommits.add({ repository: entry.repository, sha, url, number, reason });
    }
    if (change || came.by === 'push') {
      if (entry.reverts !== null) {
        this.#reverts.add(listed);
      }
      if (entry.byBot) {
        this.#byBots.add(listed);
      }
    }
    if (exceptions.length > 0) {
      this.#exceptions.add(listed);
      for (const code of new Set(exceptions.map((exception) => exception.code))) {
        this.#byCode.set(code, (this.#byCode.get(code) ?? 0) + 1);
      }
    }
    if (change) {
      repository.changes += 1;
      repository.verdicts[verdict] += 1;
      this.#addChange(entry, change, listed);
    }
  }

  /** @param on the day on which the audit began. */
  summary(made: AuditMaking, sample: SampleSummary | null): AuditSummary {
    return {
      schema: 'audit-summary/1',
      asked: this.#asked,
      made: { ...made, on: this.#readOn > made.on ? this.#readOn : made.on },
      repositories: this.#repositories,
      totals: this.#totals,
      overTime: this.#timeLine.all,
      steps: this.#stepTimes.all,
      exceptions: {
        commits: this.#exceptions.all.total,
        byCode: [...this.#byCode]
          .map(([code, commits]) => ({ code, commits }))
          .sort((a, b) => (b.commits === a.commits ? (a.code < b.code ? -1 : 1) : b.commits - a.commits)),
        entries: this.#exceptions.all,
      },
      people: this.#people.first(most),
      unread: {
        facts: [...this.#facts].map(([fact, told]) => ({ fact, ...told })),
        teams: [...this.#teams].map(([team, told]) => ({ team, ...told })),
        commits: this.#unreadCommits.all,
        changes: this.#unknownChanges.all,
      },
      reverts: this.#reverts.all,
      byBots: this.#byBots.all,
      sample,
    };
  }

  get #totals(): AuditTotals {
    const all = this.#repositories;
    const sum = (of: (repository: (typeof all)[number]) => number) =>
      all.reduce((total, repository) => total + of(repository), 0);
    return {
      commits: this.#commits,
      changes: sum(({ changes }) => changes),
      verdicts: {
        compliant: sum(({ verdicts }) => verdicts.compliant),
        incomplete: sum(({ verdicts }) => verdicts.incomplete),
        violated: sum(({ verdicts }) => verdicts.violated),
        unknown: sum(({ verdicts }) => verdicts.unknown),
      },
      directPushes: sum(({ directPushes }) => directPushes),
      unreadCommits: sum(({ unreadCommits }) => unreadCommits),
      reverts: this.#reverts.all.total,
      byBots: this.#byBots.all.total,
      repositories: all.length,
      unreadRepositories: sum(({ population }) => (population.kind === 'unread' ? 1 : 0)),
    };
  }

  #addChange(entry: AuditEntry, change: NonNullable<AuditEntry['change']>, listed: ListedEntry): void {
    const { record, report } = change;
    this.#stepTimes.add(record, report);
    this.#people.add(change);
    const readOn = record.capturedAt.slice(0, 10);
    this.#readOn = readOn > this.#readOn ? readOn : this.#readOn;
    for (const { fact, reason } of record.unknown) {
      count(this.#facts, fact, reason);
    }
    for (const [team, members] of Object.entries(record.teams)) {
      if ('unknown' in members) {
        count(this.#teams, team, members.unknown);
      }
    }
    if (entry.verdict === 'unknown') {
      const unknown = report.steps.flatMap(({ findings }) =>
        findings.filter(({ severity }) => severity === 'unknown').map(({ message }) => message),
      );
      this.#unknownChanges.add({ ...listed, sentences: [...new Set(unknown)] });
    }
  }
}

function count<Key>(
  all: Map<Key, { changes: number; readonly reason: string }>,
  key: Key,
  reason: string,
): void {
  const known = all.get(key) ?? { changes: 0, reason };
  known.changes += 1;
  all.set(key, known);
}

function listedEntry(entry: AuditEntry, repositoryUrl: string): ListedEntry {
  const { came, commit, repository, verdict, exceptions, reverts, byBot } = entry;
  return {
    repository,
    sha: commit.sha,
    url: `${repositoryUrl}/commit/${commit.sha}`,
    committedAt: commit.committedAt,
    pullRequest:
      came.by === 'pull-request' ? { number: came.number, url: came.url, title: came.title } : null,
    subject: commit.subject,
    verdict,
    exceptions,
    reverts,
    byBot,
  };
}
