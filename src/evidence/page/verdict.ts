import type { ChangeRecord } from '../../procedure/changeRecord.ts';
import type { ComplianceReport, StepStatus, Verdict } from '../../procedure/report.ts';
import { stepNames } from '../../procedure/wording.ts';

export const verdictNames: Readonly<Record<Verdict, string>> = {
  compliant: 'Compliant',
  incomplete: 'Incomplete',
  violated: 'Violated',
  unknown: 'Unknown',
};

export const statusNames: Readonly<Record<StepStatus, string>> = {
  done: 'Done',
  waiting: 'Not done',
  blocked: 'Blocked',
  'not-required': 'Not required',
  unknown: 'Unknown',
};

/** Shapes beside the words, so that nothing rests on colour alone. */
export const marks: Readonly<Record<StepStatus | Verdict, string>> = {
  done: '✓',
  waiting: '○',
  blocked: '✕',
  'not-required': '–',
  unknown: '?',
  compliant: '✓',
  incomplete: '○',
  violated: '✕',
};

/** The verdict in a sentence, for someone who reads nothing else. */
export function verdictSentence(report: ComplianceReport, { pullRequest }: ChangeRecord): string {
  const { id } = report.procedure;
  const open = report.steps.filter(({ status }) => status === 'waiting' || status === 'blocked');
  const steps = String(stepNames(open.map(({ number }) => number)));
  const verb = open.length === 1 ? 'is' : 'are';
  const state =
    pullRequest === null
      ? 'There is no pull request yet.'
      : pullRequest.state === 'closed'
        ? 'The pull request was closed without a merge.'
        : 'It is not merged.';
  switch (report.verdict) {
    case 'compliant':
      return pullRequest?.state === 'merged'
        ? `Every step that ${id} asks for was done before the change was merged.`
        : `Every step that ${id} asks for is done. ${state}`;
    case 'violated':
      return `The change was merged without all that ${id} asks for: ${steps} ${open.length === 1 ? 'was' : 'were'} not done.`;
    case 'incomplete':
      return `${sentenceCase(steps)} of ${id} ${verb} not done. ${state}`;
    case 'unknown':
      return `Whether the change follows ${id} cannot be said: something that the answer rests on could not be read.`;
  }
}

function sentenceCase(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
