import type { ComplianceReport, Step, StepStatus } from './report.ts';
import { stepTexts } from './stepTexts.ts';
import { count, list, person, roleNames } from './wording.ts';

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

interface StepLine {
  readonly mark: string;
  readonly title: string;
  readonly status: StepStatus;
  /** The status in words, with those whose approval counts. */
  readonly words: string;
}

const titleOf = ({ number, id }: Step) => `${number} ${stepTexts[id].title}`;

const marks: Readonly<Record<StepStatus, string>> = {
  done: '✓',
  waiting: '○',
  blocked: '✗',
  'not-required': '–',
  unknown: '?',
};

export function reportOutline(report: ComplianceReport): ReportOutline {
  const { repository, pullRequest, headSha } = report.change;
  return {
    change: `${repository}${pullRequest === null ? '' : `#${pullRequest}`} at ${headSha.slice(0, 7)}`,
    verdict: report.verdict,
    procedure: report.procedure.id,
    steps: report.steps.map((step) => ({
      mark: marks[step.status],
      title: titleOf(step),
      status: step.status,
      words: stepWords(step),
    })),
    reasons: report.steps.flatMap((step) => reasonsOf(step)),
    needed: report.remaining.map(
      ({ role, approvals, eligible }) =>
        `${roleNames[role]}: ${count(approvals, 'approval')}, ${whoCan(eligible)}`,
    ),
  };
}

function stepWords(step: Step): string {
  const words = step.status === 'not-required' ? 'not required' : step.status;
  const approvers = step.approvals.filter(({ counts }) => counts).map(({ author }) => author);
  return approvers.length === 0 ? words : `${words}, approved by ${list(approvers.map(person), 'and')}`;
}

/** Information is given only while the step is open: it says why the security review is asked for. */
function reasonsOf(step: Step): { step: string; sentence: string }[] {
  const isOpen = step.status !== 'done' && step.status !== 'not-required';
  return step.findings
    .filter(({ severity }) => severity !== 'info' || isOpen)
    .map(({ message }) => ({ step: titleOf(step), sentence: message }));
}

function whoCan(eligible: readonly string[] | null): string {
  if (eligible === null) {
    return 'from people whose names could not be read';
  }
  return eligible.length === 0 ? 'and nobody known can give it' : `from ${list(eligible.map(person), 'or')}`;
}
