import type { Fact } from './changeRecord.ts';
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
  readonly number: StepNumber;
  readonly id: StepId;
  readonly role: 'developer' | RoleId;
  readonly status: StepStatus;
  readonly findings: readonly Finding[];
  readonly approvals: readonly Approval[];
  /** As `SOC 2 CC8.1`. */
  readonly controls: readonly string[];
}

export type StepNumber = 1 | 2 | 3 | 4 | 5 | 6;
export type StepId = 'ticket' | 'pull-request' | 'peer-review' | 'security-review' | 'qa' | 'final-approval';
export type StepStatus = 'done' | 'waiting' | 'blocked' | 'not-required' | 'unknown';

/** One thing that the procedure asks for and that is not there, or that a person should know. */
export type Finding = { readonly [Code in FindingCode]: FindingOf<Code> }[FindingCode];

export interface FindingOf<Code extends FindingCode> {
  readonly code: Code;
  readonly severity: Severity;
  /** One plain sentence for a person: what is wrong and what to do next. */
  readonly message: string;
  readonly data: FindingData[Code];
}

export type Severity = 'error' | 'unknown' | 'warning' | 'info';
export type FindingCode = keyof FindingData;

/** What each finding is about, by its code. */
export interface FindingData {
  readonly 'ticket.missing': Nothing;
  readonly 'ticket.is-pull-request': AboutTicket;
  readonly 'ticket.not-planned': AboutTicket;
  readonly 'ticket.late': AboutTicket & {
    readonly createdAt: string;
    /** What the ticket should have been older than, and when that was. */
    readonly before: 'pull-request' | 'first-commit';
    readonly beforeAt: string;
  };
  readonly 'ticket.closed-early': AboutTicket & { readonly closedAt: string; readonly openedAt: string };
  readonly 'branch.is-base': { readonly branch: string };
  readonly 'branch.name': { readonly branch: string; readonly pattern: string };
  readonly 'pr.missing': Nothing;
  readonly 'pr.closed': Nothing;
  readonly 'pr.draft': Nothing;
  readonly 'pr.wrong-base': { readonly base: string; readonly expected: string };
  readonly 'pr.section-missing': { readonly section: string };
  readonly 'pr.section-empty': { readonly section: string };
  readonly 'checklist.item-missing': AboutItem;
  readonly 'checklist.unanswered': AboutItem;
  readonly 'checklist.no-reason': AboutItem;
  readonly 'pr.edited-after-merge': { readonly editedAt: string; readonly mergedAt: string };
  readonly 'pr.edited-after-approval': { readonly editedAt: string; readonly approvedAt: string };
  readonly 'approvals.missing': Places;
  readonly 'changes-requested': { readonly person: string; readonly review: string };
  readonly 'role.unconfigured': { readonly role: RoleId };
  /** For the places of a role, or for a person whose request for changes stands. */
  readonly 'role.unknown': Places | { readonly role: RoleId; readonly person: string };
  readonly 'role.nobody': { readonly role: RoleId };
  readonly 'membership.later': { readonly mergedAt: string; readonly capturedAt: string };
  readonly 'author.unknown': { readonly commits: readonly string[] };
  readonly 'impact.path': { readonly path: string; readonly pattern: string };
  readonly 'impact.label': { readonly label: string };
  readonly 'impact.requested': { readonly person: string };
  readonly 'impact.unknown': { readonly reason: string };
  readonly 'impact.none': Nothing;
  readonly 'checklist.not-applicable': AboutItem;
  readonly 'checks.failing': { readonly check: string };
  readonly 'checks.pending': { readonly check: string };
  /** No check name: every check is needed, and there is none. */
  readonly 'checks.missing': { readonly check?: string };
  readonly 'deployment.missing': { readonly environment: string };
  readonly 'deployment.failed': { readonly environment: string };
  readonly 'signoff.before-deployment': Places & { readonly people: readonly string[] };
  readonly 'approval.out-of-order': Places & { readonly people: readonly string[] };
  readonly 'steps.open': { readonly steps: readonly StepNumber[] };
  readonly 'merged.early': { readonly steps: readonly StepNumber[] };
  readonly 'fact.unknown': { readonly fact: Fact; readonly reason: string };
}

/** The empty object. */
type Nothing = Readonly<Record<string, never>>;
interface AboutTicket {
  readonly ticket: string;
}
/** An item of the security checklist, as the procedure words it. */
interface AboutItem {
  readonly item: string;
}
/** The places of a role: how many are filled, and how many it asks for. */
export interface Places {
  readonly role: RoleId;
  readonly have: number;
  readonly need: number;
}

/** An approval as it stands in a step. */
export interface Approval {
  /** The review's id. */
  readonly review: string;
  readonly author: string;
  readonly commitSha: string | null;
  readonly at: string;
  readonly counts: boolean;
  /** Why it does not count. */
  readonly reason?: ApprovalReason;
}

/** Why an approval does not count, in the order in which they are looked at: the first that holds is given. */
export const approvalReasons = [
  'approval.bot',
  'approval.author',
  'approval.contributor',
  'approval.after-merge',
  'approval.no-commit',
  'approval.stale',
  'signoff.before-deployment',
  'approval.role-unknown',
  'approval.not-in-role',
  'approval.other-role',
  'approval.out-of-order',
] as const;
export type ApprovalReason = (typeof approvalReasons)[number];
