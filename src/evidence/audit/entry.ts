import type { ChangeRecord } from '../../procedure/changeRecord.ts';
import type { ComplianceReport, Verdict } from '../../procedure/report.ts';
import type { ProcedureSource } from '../statement.ts';
import type { AuditException } from './exceptions.ts';

/**
 * One commit of the population: every first-parent commit of the base branch in the period has one entry, whatever
 * it is. A line of `audit.ndjson`.
 */
export interface AuditEntry {
  readonly schema: 'audit-entry/1';
  /** As `acme/payments`. */
  readonly repository: string;
  readonly commit: PopulationCommit;
  /** How the commit came to the base branch. */
  readonly came: Arrival;
  /** `violated` for a commit without a pull request, `unknown` for one that could not be looked at. */
  readonly verdict: Verdict;
  readonly exceptions: readonly AuditException[];
  /** What it takes back, as its title or its message says; null when it says nothing of the kind. */
  readonly reverts: string | null;
  /** Whether a bot opened its pull request, or by its address committed it. */
  readonly byBot: boolean;
  /** The facts and the answer, in the first entry of each pull request; null elsewhere. */
  readonly change: AuditedChange | null;
}

/** A commit as git has it on the base branch. */
export interface PopulationCommit {
  readonly sha: string;
  /** Null for the first commit of the branch. */
  readonly firstParent: string | null;
  /** `YYYY-MM-DDTHH:MM:SSZ` */
  readonly committedAt: string;
  /** Its date contradicts those of its neighbours: it is in the period as far as its place on the branch tells. */
  readonly misdated: boolean;
  readonly author: { readonly name: string; readonly email: string };
  readonly subject: string;
}

export type Arrival =
  | {
      readonly by: 'pull-request';
      readonly number: number;
      readonly url: string;
      readonly title: string;
      /** The branch that it was merged into. */
      readonly base: string;
      /** The commit whose entry holds the facts: this one, or an earlier one of the same pull request. */
      readonly judgedAt: string;
    }
  /** No pull request brought it. */
  | { readonly by: 'push' }
  /** The host did not tell, or its pull request could not be read. */
  | { readonly by: 'unknown'; readonly number: number | null; readonly reason: string };

/** A merged change, judged as of its merge. */
export interface AuditedChange {
  readonly record: ChangeRecord;
  readonly report: ComplianceReport;
  /** Its procedure's content is in the audit's `procedures`, by its digest. */
  readonly procedureSource: ProcedureSource;
}
