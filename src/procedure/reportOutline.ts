import type { RoleId } from './procedure.ts';
import type { ComplianceReport, Finding, Step, StepId, StepStatus } from './report.ts';

/** What a report says to a person, before it is set as text. Sentences hold text from outside as it came. */
export interface ReportOutline {
  readonly change: string;
  readonly verdict: string;
  readonly procedure: string;
  /** Six, in order. */
  readonly steps: readonly StepLine[];
  /** What keeps the change from being compliant, and what else a person should know. */
  readonly reasons: readonly { readonly step: string; readonly sentence: string }[];
  /** Who is missing, in the order of the steps. */
  readonly needed: readonly string[];
}

export interface StepLine {
  readonly mark: string;
  readonly title: string;
  readonly status: StepStatus;
  /** The status in words, with those whose approval counts. */
  readonly words: string;
}

const stepTitles: Readonly<Record<StepId, string>> = {
  ticket: '1 Ticket',
  'pull-request': '2 Pull request',
  'peer-review': '3 Peer review',
  'security-review': '4 Security review',
  qa: '5 QA',
  'final-approval': '6 Final approval',
};

const roleTitles: Readonly<Record<RoleId, string>> = {
  'peer-reviewer': 'Peer reviewer',
  'security-team': 'Security team',
  'qa-team': 'QA team',
  'engineering-lead': 'Engineering lead',
};

const marks: Readonly<Record<StepStatus, string>> = {
  done: '✓',
  waiting: '○',
  blocked: '✗',
  'not-required': '–',
  unknown: '?',
};

/** More names than this are counted, not listed. */
const namesShown = 5;

export function reportOutline(report: ComplianceReport): ReportOutline {
  const { repository, pullRequest, headSha } = report.change;
  return {
    change: `${repository}${pullRequest === null ? '' : `#${pullRequest}`} at ${headSha.slice(0, 7)}`,
    verdict: report.verdict,
    procedure: report.procedure.id,
    steps: report.steps.map((step) => ({
      mark: marks[step.status],
      title: stepTitles[step.id],
      status: step.status,
      words: stepWords(step),
    })),
    reasons: report.steps.flatMap((step) => reasonsOf(step)),
    needed: report.remaining.map(({ role, approvals, eligible }) => {
      const count = approvals === 1 ? '1 approval' : `${approvals} approvals`;
      return `${roleTitles[role]}: ${count}, ${whoCan(eligible)}`;
    }),
  };
}

function stepWords(step: Step): string {
  const words = step.status === 'not-required' ? 'not required' : step.status;
  const approvers = step.approvals.filter(({ counts }) => counts).map(({ author }) => author);
  return approvers.length === 0 ? words : `${words}, approved by ${people(approvers)}`;
}

/** Information is given only for what it explains: why the security review is asked for, while it is open. */
function reasonsOf(step: Step): { step: string; sentence: string }[] {
  const isOpen = step.status !== 'done' && step.status !== 'not-required';
  const matters = ({ severity }: Finding) => severity !== 'info' || isOpen;
  const findings = step.findings.filter(matters).map(({ message }) => message);
  const passedOver = isOpen
    ? step.approvals.flatMap(({ author, counts, reason }) =>
        counts ? [] : [`The approval by @${author} does not count here (${reason ?? 'no reason given'}).`],
      )
    : [];
  return [...findings, ...passedOver].map((sentence) => ({ step: stepTitles[step.id], sentence }));
}

function whoCan(eligible: readonly string[] | null): string {
  if (eligible === null) {
    return 'from people whose names could not be read';
  }
  return eligible.length === 0 ? 'and nobody known can give it' : `from ${people(eligible)}`;
}

function people(logins: readonly string[]): string {
  const shown = logins.slice(0, namesShown).map((login) => `@${login}`);
  const rest = logins.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
}
