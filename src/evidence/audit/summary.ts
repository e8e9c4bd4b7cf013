import type { Fact } from '../../procedure/changeRecord.ts';
import type { RoleId } from '../../procedure/procedure.ts';
import type { Verdict } from '../../procedure/report.ts';
import type { AuditException } from './exceptions.ts';
import type { ExceptionCode } from './exceptionTitles.ts';
import type { AuditMaking, AuditQuestion } from './question.ts';

/** All that the summary page shows. It is added up entry by entry, and does not grow with the number of changes. */
export interface AuditSummary {
  readonly schema: 'audit-summary/1';
  readonly asked: AuditQuestion;
  readonly made: AuditMaking;
  readonly repositories: readonly RepositorySummary[];
  readonly totals: AuditTotals;
  readonly overTime: OverTime;
  /** Of the steps that changes went through, in order. */
  readonly steps: readonly StepTime[];
  readonly exceptions: ExceptionsSummary;
  /** Everyone who did anything, those with several roles first, then by login. */
  readonly people: Listing<PersonSummary>;
  readonly unread: UnreadSummary;
  /** Changes that take back others, and changes that a bot opened: by repository, the oldest first. */
  readonly reverts: Listing<ListedEntry>;
  readonly byBots: Listing<ListedEntry>;
  readonly sample: SampleSummary | null;
}

export type ByVerdict = Readonly<Record<Verdict, number>>;

/** The first of them, and how many there are in all. */
export interface Listing<T> {
  readonly listed: readonly T[];
  readonly total: number;
}

export interface AuditTotals {
  /** Commits of the population: first-parent commits on the base branches in the period. */
  readonly commits: number;
  /** Pull requests that brought them. A rebase merge brings several commits. */
  readonly changes: number;
  /** Of the changes. */
  readonly verdicts: ByVerdict;
  readonly directPushes: number;
  /** Commits of which it could not be told what brought them, or whose pull request could not be read. */
  readonly unreadCommits: number;
  readonly reverts: number;
  readonly byBots: number;
  readonly repositories: number;
  /** Their populations could not be read: nothing is known of what happened there. */
  readonly unreadRepositories: number;
}

export interface RepositorySummary {
  /** As `acme/payments`. */
  readonly name: string;
  readonly url: string;
  readonly population: Population;
  readonly changes: number;
  readonly verdicts: ByVerdict;
  readonly directPushes: number;
  readonly unreadCommits: number;
}

export type Population =
  | {
      readonly kind: 'read';
      readonly baseBranch: string;
      /** The newest commit of the base branch when it was read; null when it has none. */
      readonly tip: string | null;
      readonly commits: number;
      /** `sha256:<hex>` of the ids of its commits, the oldest first, each with a line feed. */
      readonly digest: string;
    }
  | { readonly kind: 'unread'; readonly reason: string };

export interface OverTime {
  readonly unit: 'day' | 'week' | 'month';
  /** All of the period, those without a change too. */
  readonly buckets: readonly TimeBucket[];
}

export interface TimeBucket {
  /** Its first day, `YYYY-MM-DD` in UTC. */
  readonly from: string;
  /** Of the changes. */
  readonly verdicts: ByVerdict;
  readonly directPushes: number;
  readonly unreadCommits: number;
}

export interface StepTime {
  /**
   * From ticket to pull request (2), then to the last approval that counts in each step, then to the merge. An
   * approval that came before that of an earlier step took no time.
   */
  readonly step: 2 | 3 | 4 | 5 | 6 | 'merge';
  /** Changes that took the step. */
  readonly changes: number;
  /** Whole hours, rounded down. */
  readonly hours: { readonly median: number; readonly p90: number; readonly longest: number };
}

interface ExceptionsSummary {
  /** Commits, direct pushes included, with at least one. */
  readonly commits: number;
  /** The most frequent first. */
  readonly byCode: readonly { readonly code: ExceptionCode; readonly commits: number }[];
  /** By repository, the oldest first. */
  readonly entries: Listing<ListedEntry>;
}

/** An entry as a line of the summary. */
export interface ListedEntry {
  readonly repository: string;
  readonly sha: string;
  /** Of the commit. */
  readonly url: string;
  readonly committedAt: string;
  /** Null for a commit without a pull request that could be read. */
  readonly pullRequest: { readonly number: number; readonly url: string; readonly title: string } | null;
  /** Of the commit, where there is no pull request. */
  readonly subject: string;
  readonly verdict: Verdict;
  readonly exceptions: readonly AuditException[];
  readonly reverts: string | null;
  readonly byBot: boolean;
}

export interface PersonSummary {
  readonly login: string;
  readonly kind: 'user' | 'bot';
  /** Pull requests that they opened. */
  readonly opened: number;
  readonly merged: number;
  /** Approvals that counted, by role. */
  readonly approvals: Readonly<Partial<Record<RoleId, number>>>;
  /** How many of `developer` and the four roles they acted in. */
  readonly roles: number;
  /** Changes in which they acted in more than one. */
  readonly severalAtOnce: number;
  /** Changes that they opened and merged themselves. */
  readonly mergedOwn: number;
}

export interface UnreadSummary {
  /** Facts, and how many changes lack each; the reason is the first one's. */
  readonly facts: readonly { readonly fact: Fact; readonly changes: number; readonly reason: string }[];
  /** Teams whose members could not be read. */
  readonly teams: readonly { readonly team: string; readonly changes: number; readonly reason: string }[];
  /** Commits that could not be looked at. */
  readonly commits: Listing<{
    readonly repository: string;
    readonly sha: string;
    readonly url: string;
    readonly number: number | null;
    readonly reason: string;
  }>;
  /** Changes whose verdict is unknown. */
  readonly changes: Listing<ListedEntry & { readonly sentences: readonly string[] }>;
}

export interface SampleSummary {
  readonly seed: string;
  /** How many were asked for; there are fewer when there were fewer changes. */
  readonly size: number;
  /** Of so many changes. */
  readonly from: number;
  readonly changes: readonly {
    readonly repository: string;
    readonly number: number;
    readonly title: string;
    readonly verdict: Verdict;
    /** Relative to the audit's folder, with `/`: its `evidence.html` is to be read. */
    readonly folder: string;
  }[];
}
