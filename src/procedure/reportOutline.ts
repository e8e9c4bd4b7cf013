import { findingWords } from './findings.ts';
import type { ComplianceReport, Step, StepStatus, Verdict } from './report.ts';
import { stepTexts } from './stepTexts.ts';
import { list, person, roleNames } from './wording.ts';
import { counted, say, type Text } from '../base/say.ts';

/** What a report says to a person, before it is set as text. Sentences hold text from outside as it came. */
export interface ReportOutline {
  readonly change: string;
  readonly verdict: string;
  readonly procedure: string;
  /** Six, in order. */
  readonly steps: readonly StepLine[];
  /** What keeps the change from being compliant, and what else a person should know. */
  readonly reasons: readonly { readonly step: Text; readonly sentence: Text }[];
  /** Who is missing, in the order of the steps. */
  readonly needed: readonly Text[];
}

interface StepLine {
  readonly mark: string;
  readonly title: Text;
  readonly status: StepStatus;
  /** The status in words, with those whose approval counts. */
  readonly words: Text;
}

const titleOf = ({ number, id }: Step) => say`${number} ${stepTexts[id].title}`;

const marks: Readonly<Record<StepStatus, string>> = {
  done: '✓',
  waiting: '○',
  blocked: '✗',
  'not-required': '–',
  unknown: '?',
};

/** How a step stands, in a word or two. */
const statusWords: Readonly<Record<StepStatus, Text>> = {
  done: say`done`,
  waiting: say`waiting`,
  blocked: say`blocked`,
  'not-required': say`not required`,
  unknown: say`unknown`,
};

export const verdictWords: Readonly<Record<Verdict, Text>> = {
  compliant: say`compliant`,
  incomplete: say`incomplete`,
  violated: say`violated`,
  unknown: say`unknown`,
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
    needed: report.remaining.map(({ role, approvals, eligible }) =>
      counted(
        approvals,
        say`${roleNames[role]}: ${approvals} approval, ${whoCan(eligible)}`,
        say`${roleNames[role]}: ${approvals} approvals, ${whoCan(eligible)}`,
      ),
    ),
  };
}

function stepWords(step: Step): Text {
  const words = statusWords[step.status];
  const approvers = step.approvals.filter(({ counts }) => counts).map(({ author }) => author);
  return approvers.length === 0 ? words : say`${words}, approved by ${list(approvers.map(person), 'and')}`;
}

/** Information is given only while the step is open: it says why the security review is asked for. */
function reasonsOf(step: Step): { step: Text; sentence: Text }[] {
  const isOpen = step.status !== 'done' && step.status !== 'not-required';
  return step.findings
    .filter(({ severity }) => severity !== 'info' || isOpen)
    .map((finding) => ({ step: titleOf(step), sentence: findingWords(finding) }));
}

function whoCan(eligible: readonly string[] | null): Text {
  if (eligible === null) {
    return say`from people whose names could not be read`;
  }
  return eligible.length === 0
    ? say`and nobody known can give it`
    : say`from ${list(eligible.map(person), 'or')}`;
}
