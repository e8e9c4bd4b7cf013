import { throwIfCancelled } from '../../base/errors.ts';
import type { HostedChange } from '../../change/hostedChange.ts';
import { ticketKeys } from '../../change/linkedTicket.ts';
import type { MergedChange } from '../../change/mergedChanges.ts';
import { ticketFinders } from '../../change/ticketFinders.ts';
import type { Rules } from '../../change/rules.ts';
import type { Procedure } from '../../procedure/procedure.ts';
import { Brought, hintIn } from './brought.ts';
import type { AuditEntry } from './entry.ts';
import {
  furtherEntry,
  judgedEntry,
  judgedPull,
  pushedEntry,
  unreadEntry,
  type JudgedPull,
} from './entryOf.ts';
import { HeldBack } from './heldBack.ts';
import { Journal } from './journal.ts';
import { judge, rulesAtMerge } from './judge.ts';
import { stateOf, type CommitToJudge, type ReadPopulation } from './population.ts';
import type { AuditPorts } from './ports.ts';
import { Procedures } from './procedures.ts';

/** How many pull requests are read at once, and how many commits are looked at for them at most. */
const [mostPulls, mostCommits] = [30, 500] as const;

/** Of how many commits the host is asked at once what brought them. */
const mostAsked = 200;

/** How many tickets are looked up at once, and for how many commits they are waited for at most. */
const [mostTickets, mostHeld] = [50, 1000] as const;

/** What is known of a commit once its page was read. */
type Outcome =
  | { readonly kind: 'change'; readonly number: number; readonly hosted: HostedChange; readonly rules: Rules }
  | { readonly kind: 'further'; readonly number: number }
  | { readonly kind: 'push' }
  | { readonly kind: 'unread'; readonly number: number | null; readonly reason: string };

interface Ready {
  readonly index: number;
  readonly commit: CommitToJudge;
  readonly outcome: Outcome;
}

/** Accounts for each commit of a repository's population, and goes on where it was. */
export class RepositoryAudit {
  readonly #ports: AuditPorts;
  readonly #population: ReadPopulation;
  readonly #commits: readonly CommitToJudge[];
  readonly #journal: Journal;
  readonly #heldBack: HeldBack<Ready>;
  readonly #brought: Brought;
  readonly #procedures: Procedures;
  readonly #judged = new Map<number, JudgedPull>();
  /** Pull requests that were read, and have no entry yet. */
  readonly #waiting = new Set<number>();

  /** @param commits those of the population that this audit is to account for. */
  constructor(ports: AuditPorts, population: ReadPopulation, commits: readonly CommitToJudge[]) {
    const { folder } = ports;
    const { repository } = population;
    this.#ports = ports;
    this.#population = population;
    this.#commits = commits;
    this.#journal = new Journal(folder, stateOf(repository, 'entries.ndjson'), commits.length);
    this.#heldBack = new HeldBack(folder, stateOf(repository, 'held-back.ndjson'));
    this.#brought = new Brought(folder, stateOf(repository, 'brought.ndjson'));
    this.#procedures = new Procedures(folder, stateOf(repository, 'procedures.ndjson'));
  }

  /** Takes up what was read before. @param again whether to look once more at what could not be read then. */
  async open(again: boolean): Promise<void> {
    await this.#brought.open();
    await this.#procedures.open();
    const unread: number[] = [];
    await this.#journal.open((entry, index) => {
      this.#remember(entry);
      if (entry.verdict === 'unknown') {
        unread.push(index);
      }
    });
    if (again) {
      for (const index of unread) {
        await this.#lookAgain(index);
      }
    }
  }

  /** @param tell how many commits are accounted for, or known to have a pull request. */
  async run(tell: (kind: 'mapping' | 'reading', done: number) => void, signal: AbortSignal): Promise<void> {
    let held = (await this.#heldBack.open()).filter(({ index }) => !this.#journal.has(index));
    const isHeld = new Set(held.map(({ index }) => index));
    for (const { outcome } of held) {
      this.#await(outcome);
    }
    const todo = [...this.#commits.keys()].filter((index) => !this.#journal.has(index) && !isHeld.has(index));
    const before = this.#commits.length - todo.length;
    await this.#map(
      todo,
      (done) => {
        tell('mapping', before + done);
      },
      signal,
    );
    for (let done = 0; done < todo.length || held.length > 0;) {
      throwIfCancelled(signal);
      const page = await this.#readPage(this.#nextPage(todo, done), signal);
      done += page.length;
      held.push(...page);
      const tickets = keysOf(held).length;
      if (tickets > 0 && tickets < mostTickets && held.length < mostHeld && done < todo.length) {
        await this.#heldBack.add(page);
      } else {
        await this.#judge(held, signal);
        await this.#heldBack.clear();
        held = [];
      }
      tell('reading', before + done);
    }
  }

  get procedures(): ReadonlyMap<string, Procedure> {
    return this.#procedures.all;
  }

  /** In the order of the population. */
  async *entries(): AsyncIterable<AuditEntry> {
    for (const index of this.#commits.keys()) {
      yield this.#journal.entry(index);
    }
  }

  async #lookAgain(index: number): Promise<void> {
    const { came } = await this.#journal.entry(index);
    this.#journal.forget(index);
    if (came.by === 'pull-request') {
      this.#judged.delete(came.number);
    }
  }

  /** Asks of all commits that name no pull request, or one that others name too, which one brought them. */
  async #map(todo: readonly number[], tell: (done: number) => void, signal: AbortSignal): Promise<void> {
    const { merged } = this.#ports;
    const claims = new Map<number, number>();
    for (const { subject } of this.#commits) {
      const number = hintIn(subject) ?? 0;
      claims.set(number, (claims.get(number) ?? 0) + 1);
    }
    const isNamed = ({ subject }: CommitToJudge) => {
      const number = hintIn(subject);
      return number !== undefined && claims.get(number) === 1;
    };
    const unnamed = todo
      .flatMap((index) => this.#commits[index] ?? [])
      .filter((commit) => !isNamed(commit) && !this.#brought.numbersOf(commit.sha));
    for (let at = 0; at < unnamed.length; at += mostAsked) {
      throwIfCancelled(signal);
      const shas = unnamed.slice(at, at + mostAsked).map(({ sha }) => sha);
      await this.#brought.add(await merged.pullRequestsOf(this.#population.repository, shas, signal));
      tell(at + shas.length);
    }
  }

  /** As many commits as make a page of pull requests. */
  #nextPage(todo: readonly number[], from: number): number[] {
    const numbers = new Set<number>();
    const page: number[] = [];
    for (const index of todo.slice(from, from + mostCommits)) {
      const commit = this.#commits[index];
      const number = commit && this.#claimOf(commit)?.number;
      if (number !== undefined && !this.#isKnown(number)) {
        if (numbers.size === mostPulls && !numbers.has(number)) {
          break;
        }
        numbers.add(number);
      }
      page.push(index);
    }
    return page;
  }

  async #readPage(page: readonly number[], signal: AbortSignal): Promise<Ready[]> {
    const commits = page.flatMap((index) => this.#commits[index] ?? []);
    const read = await this.#read(commits, new Map(), signal);
    const doubtful = commits.filter((commit) => this.#isDoubtful(commit, read));
    const problems = new Map<string, string>();
    if (doubtful.length > 0) {
      const found = await this.#ports.merged.pullRequestsOf(
        this.#population.repository,
        doubtful.map(({ sha }) => sha),
        signal,
      );
      await this.#brought.add(found);
      for (const [sha, by] of found) {
        if ('unread' in by) {
          problems.set(sha, by.unread);
        }
      }
    }
    const all = doubtful.length > 0 ? await this.#read(commits, read, signal) : read;
    return page.flatMap((index) => {
      const commit = this.#commits[index];
      if (!commit) {
        return [];
      }
      const outcome = this.#outcomeOf(commit, all, problems);
      this.#await(outcome);
      return [{ index, commit, outcome }];
    });
  }

  #await(outcome: Outcome): void {
    if (outcome.kind === 'change') {
      this.#waiting.add(outcome.number);
    }
  }

  /** Reads the pull requests that these commits claim, as of what the first of each was merged onto. */
  async #read(
    commits: readonly CommitToJudge[],
    known: ReadonlyMap<string, MergedChange>,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, MergedChange>> {
    const wanted = new Map<number, CommitToJudge>();
    for (const commit of commits) {
      const number = this.#claimOf(commit)?.number;
      if (number !== undefined && !this.#isKnown(number) && !wanted.has(number)) {
        wanted.set(number, commit);
      }
    }
    const news = [...wanted].filter(([number, commit]) => !known.has(keyOf(number, commit)));
    const read =
      news.length === 0
        ? []
        : await this.#ports.merged.read(
            this.#population.repository,
            news.map(([number, { firstParent }]) => ({ number, onto: firstParent ?? undefined })),
            signal,
          );
    return new Map([
      ...known,
      ...read.flatMap((change, at) => {
        const [number, commit] = news[at] ?? [];
        return number === undefined || !commit ? [] : [[keyOf(number, commit), change] as const];
      }),
    ]);
  }

  /** The pull request that brought a commit: the host's word, else what its first line says. */
  #claimOf({
    sha,
    subject,
  }: CommitToJudge): { readonly number: number; readonly isHint: boolean } | undefined {
    const numbers = this.#brought.numbersOf(sha);
    const number = numbers ? numbers[0] : hintIn(subject);
    return number === undefined ? undefined : { number, isHint: numbers === undefined };
  }

  /** The first line of a commit is believed when the pull request that it names says the same. */
  #isDoubtful(commit: CommitToJudge, read: ReadonlyMap<string, MergedChange>): boolean {
    const claim = this.#claimOf(commit);
    if (claim === undefined) {
      return this.#brought.numbersOf(commit.sha) === undefined;
    }
    if (!claim.isHint) {
      return false;
    }
    const hosted = changeOf(read, claim.number)?.hosted;
    if (hosted && 'unread' in hosted) {
      return false;
    }
    const mergeCommit =
      hosted?.pullRequest?.pullRequest.mergeCommitSha ?? this.#judged.get(claim.number)?.mergeCommit;
    return mergeCommit !== commit.sha;
  }

  #outcomeOf(
    commit: CommitToJudge,
    read: ReadonlyMap<string, MergedChange>,
    problems: ReadonlyMap<string, string>,
  ): Outcome {
    const { repository } = this.#population;
    const problem = problems.get(commit.sha);
    if (problem !== undefined) {
      return { kind: 'unread', number: null, reason: problem };
    }
    const claim = this.#claimOf(commit);
    if (claim === undefined) {
      return this.#brought.numbersOf(commit.sha) === undefined
        ? { kind: 'unread', number: null, reason: 'The host did not say which pull request brought it.' }
        : { kind: 'push' };
    }
    const { number } = claim;
    if (this.#isKnown(number)) {
      return { kind: 'further', number };
    }
    const hosted = changeOf(read, number)?.hosted;
    if (!hosted || 'unread' in hosted) {
      return { kind: 'unread', number, reason: hosted?.unread ?? 'The host shows it no more.' };
    }
    return { kind: 'change', number, hosted, rules: rulesAtMerge(hosted, repository.baseBranch) };
  }

  async #judge(ready: readonly Ready[], signal: AbortSignal): Promise<void> {
    const { merged, clock, site } = this.#ports;
    const { repository } = this.#population;
    const find = await ticketFinders(merged, [{ repository, keys: keysOf(ready) }], signal);
    const ports = { ...site(repository), tracker: find(repository) };
    const entries: (readonly [number, AuditEntry])[] = [];
    for (const { index, commit, outcome } of ready) {
      const entry = await this.#entryOf(commit, outcome, async (hosted, rules) =>
        judge(ports, hosted, rules, clock(), signal),
      );
      this.#remember(entry);
      entries.push([index, entry]);
    }
    this.#waiting.clear();
    await this.#journal.append(entries);
  }

  async #entryOf(
    commit: CommitToJudge,
    outcome: Outcome,
    judged: (hosted: HostedChange, rules: Rules) => ReturnType<typeof judge>,
  ): Promise<AuditEntry> {
    const { repository } = this.#population;
    switch (outcome.kind) {
      case 'push':
        return pushedEntry(repository, commit);
      case 'unread':
        return unreadEntry(repository, commit, outcome.number, outcome.reason);
      case 'further': {
        const pull = this.#judged.get(outcome.number);
        return pull
          ? furtherEntry(repository, commit, outcome.number, pull)
          : unreadEntry(repository, commit, outcome.number, 'Its pull request could not be judged.');
      }
      case 'change': {
        const change = await judged(outcome.hosted, outcome.rules);
        if ('unread' in change) {
          return unreadEntry(repository, commit, outcome.number, change.unread);
        }
        await this.#procedures.add(change.report.procedure.digest, change.procedure);
        return judgedEntry(repository, commit, change);
      }
    }
  }

  #isKnown(number: number): boolean {
    return this.#judged.has(number) || this.#waiting.has(number);
  }

  #remember(entry: AuditEntry): void {
    const [number, pull] = judgedPull(entry);
    if (number !== undefined && pull !== undefined) {
      this.#judged.set(number, pull);
    }
  }
}

/** The tickets that have to be looked up for changes. */
function keysOf(ready: readonly Ready[]): string[] {
  const keys = ready.flatMap(({ outcome }) =>
    outcome.kind === 'change'
      ? ticketKeys(outcome.hosted, outcome.rules, outcome.hosted.pullRequest?.pullRequest.headRef ?? '')
      : [],
  );
  return [...new Set(keys)];
}

function keyOf(number: number, { firstParent }: CommitToJudge): string {
  return `${number} onto ${firstParent ?? ''}`;
}

function changeOf(read: ReadonlyMap<string, MergedChange>, number: number): MergedChange | undefined {
  return [...read.values()].findLast((change) => change.number === number);
}
