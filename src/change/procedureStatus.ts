import type { ComplianceReport } from '../procedure/report.ts';
import { stepTexts } from '../procedure/stepTexts.ts';
import { list, plain } from '../procedure/wording.ts';
import type { CommitStatus } from './commitStatuses.ts';

/** The name of the commit status that branch protection can ask for. */
export const procedureStatusName = 'change-procedure';

/** The name that the job which sets the status goes by, so that it is known for what it is. */
const judgingJob = 'change-procedure-check';

/**
 * Whether a check only says what we say. It must not be judged: the status would wait for itself, and the job
 * for its own end.
 */
export function isOwnCheck(name: string): boolean {
  return name === procedureStatusName || name === judgingJob;
}

/** GitHub refuses a longer description. */
const longestDescription = 140;

/** The report in one line. Only `compliant` is a success, so that is what branch protection waits for. */
export function procedureStatus(report: ComplianceReport): CommitStatus {
  return { state: stateOf(report), description: cut(descriptionOf(report), longestDescription) };
}

function cut(text: string, longest: number): string {
  let short = '';
  for (const character of text) {
    if (short.length + character.length > longest) {
      break;
    }
    short += character;
  }
  return short;
}

/** What waits for others is pending, not failed; red is for what someone has to mend. */
function stateOf({ verdict, steps }: ComplianceReport): CommitStatus['state'] {
  switch (verdict) {
    case 'compliant':
      return 'success';
    case 'incomplete':
      return steps.some(({ status }) => status === 'blocked') ? 'failure' : 'pending';
    case 'violated':
      return 'failure';
    case 'unknown':
      return 'error';
  }
}

function descriptionOf({ verdict, steps, procedure }: ComplianceReport): string {
  const titles = (...statuses: readonly string[]) =>
    String(
      list(
        steps.filter(({ status }) => statuses.includes(status)).map(({ id }) => stepTexts[id].title),
        'and',
        6,
      ),
    );
  switch (verdict) {
    case 'compliant':
      return `Every step of ${plain(procedure.id)} is done`;
    case 'violated':
      return `Merged without: ${titles('blocked', 'waiting', 'unknown')}`;
    case 'unknown':
      return `Could not be judged: ${titles('unknown')}`;
    case 'incomplete': {
      const blocked = titles('blocked');
      const waiting = titles('waiting', 'unknown');
      return [blocked === '' ? [] : `Blocked: ${blocked}`, waiting === '' ? [] : `Waiting: ${waiting}`]
        .flat()
        .join(' · ');
    }
  }
}
