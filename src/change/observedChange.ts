import type { ChangeRecord } from '../procedure/changeRecord.ts';
import type { Procedure } from '../procedure/procedure.ts';
import type { ComplianceReport } from '../procedure/report.ts';
import type { OtherPullRequest } from './hostedChange.ts';
import type { TicketSummary } from './tracker.ts';

/** What is known of the branch that is checked out. */
export type ObservedChange =
  | {
      readonly kind: 'none';
      /** The base branch; undefined when no branch is checked out. */ readonly branch: string | undefined;
    }
  | ({ readonly kind: 'change' } & Change);

/** What is known of one change, and what the procedure says of it. */
export interface Change extends ChangeFacts {
  readonly report: ComplianceReport;
}

/** The facts and the rules that a report is made from: what is kept between two looks. */
export interface ChangeFacts {
  readonly branch: string;
  readonly ticketKey: string | undefined;
  /** Undefined when there is none, or when it could not be read: the record says which. */
  readonly ticket: TicketSummary | undefined;
  readonly record: ChangeRecord;
  readonly otherPullRequests: readonly OtherPullRequest[];
  readonly procedure: Procedure;
  readonly procedureSource: ProcedureSource;
  /** Login of the person who is signed in; undefined when the host did not say. */
  readonly viewer: string | undefined;
  /** Tells, without reading all facts again, whether they changed since; undefined when the host did not answer. */
  readonly fingerprint: string | undefined;
}

/** Where the rules came from. */
export interface ProcedureSource {
  /** The branch whose file counts. */
  readonly baseBranch: string;
  /** The commit of that branch at which the file was read; undefined when it could not be read. */
  readonly commit: string | undefined;
  /** Why its file is not used and ENG-PROC-003 as it comes holds instead; undefined when it is used, or there is none. */
  readonly problem: string | undefined;
  /** The file in the working copy says something else, which does not count. */
  readonly differsHere: boolean;
}
