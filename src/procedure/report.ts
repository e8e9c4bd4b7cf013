import type { RoleId } from './procedure.ts';

/** The answer: what the procedure says of a change, step by step. */
export interface ComplianceReport {
  readonly schema: 'compliance-report/1';
  readonly procedure: {
    readonly id: string;
    /** `sha256:<hex>` of the procedure with its defaults filled in, as RFC 8785 canonical JSON. */
    readonly digest: string;
  };
  readonly change: {
    /** As `owner/name`. */
    readonly repository: string;
    readonly pullRequest: number | null;
    readonly headSha: string;
  };
  readonly verdict: Verdict;
  /** Always six, in order. */
  readonly steps: readonly Step[];
  readonly remaining: readonly RemainingApprovals[];
}

export type Verdict = 'compliant' | 'incomplete' | 'violated' | 'unknown';

/** A role with places still to fill. */
export interface RemainingApprovals {
  readonly role: RoleId;
  readonly approvals: number;
  /** Who could fill one now, sorted by login; null when the members could not be read. */
  readonly eligible: readonly string[] | null;
}

export interface Step {
  readonly number: 1 | 2 | 3 | 4 | 5 | 6;
  readonly id: StepId;
  readonly role: 'developer' | RoleId;
  readonly status: StepStatus;
  readonly findings: readonly Finding[];
  readonly approvals: readonly Approval[];
  /** As `SOC 2 CC8.1`. */
  readonly controls: readonly string[];
}

export type StepId = 'ticket' | 'pull-request' | 'peer-review' | 'security-review' | 'qa' | 'final-approval';
export type StepStatus = 'done' | 'waiting' | 'blocked' | 'not-required' | 'unknown';

export interface Finding {
  readonly code: string;
  readonly severity: 'error' | 'unknown' | 'warning' | 'info';
  /** One plain sentence for a person: what is wrong and what to do next. */
  readonly message: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Approval {
  readonly review: string;
  readonly author: string;
  readonly commitSha: string | null;
  readonly at: string;
  readonly counts: boolean;
  /** Why it does not count. */
  readonly reason?: string;
}
