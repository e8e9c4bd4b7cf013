import { approvalLine } from '../../procedure/approvalLines.ts';
import type { ChangeRecord } from '../../procedure/changeRecord.ts';
import type { ComplianceReport, Step, StepNumber } from '../../procedure/report.ts';
import { person } from '../../procedure/wording.ts';
import { isExceptionCode, type ExceptionCode } from './exceptionTitles.ts';

/** What is wrong with a commit of the population, as an auditor counts it. */
export interface AuditException {
  readonly code: ExceptionCode;
  /** The step of the procedure; null for what no step knows. */
  readonly step: StepNumber | null;
  /** One plain sentence for a person. */
  readonly sentence: string;
}

/** The branch was pushed to, past every step. */
export function directPush(branch: string, by: string): AuditException {
  return {
    code: 'push.direct',
    step: null,
    sentence: `${by} brought this commit to ${branch} without a pull request: none of the steps was taken.`,
  };
}

/** All that is wrong with a merged change: nothing, when it is compliant and went into the base branch. */
export function exceptionsOf(
  record: ChangeRecord,
  report: ComplianceReport,
  baseBranch: string,
): AuditException[] {
  const base = record.pullRequest?.baseRef;
  const elsewhere: AuditException[] =
    base === undefined || base === baseBranch
      ? []
      : [
          {
            code: 'merge.other-branch',
            step: null,
            sentence: `The pull request went into ${base}, and its commits came to ${baseBranch} without one of their own.`,
          },
        ];
  return [...elsewhere, ...bypassOf(record, report), ...report.steps.flatMap((step) => ofStep(step, record))];
}

/** Hosts let administrators past what they ask of others, and keep no lasting record of it. */
function bypassOf({ pullRequest, people }: ChangeRecord, { steps }: ComplianceReport): AuditException[] {
  const merger = pullRequest?.mergedBy;
  const early = steps.flatMap(({ findings }) => findings).find(({ code }) => code === 'merged.early');
  const permission = Object.entries(people).find(
    ([login]) => login.toLowerCase() === merger?.toLowerCase(),
  )?.[1].permission;
  return merger === undefined || early === undefined || permission !== 'admin'
    ? []
    : [
        {
          code: 'merge.bypass',
          step: null,
          sentence: `${person(merger)}, an administrator, merged it while steps were open.`,
        },
      ];
}

function ofStep({ number, status, findings, approvals }: Step, record: ChangeRecord): AuditException[] {
  const errors = findings
    .filter(({ severity }) => severity === 'error')
    .flatMap(({ code, message }): AuditException[] =>
      isExceptionCode(code) ? [{ code, step: number, sentence: message }] : [],
    );
  const isOpen = status === 'waiting' || status === 'blocked';
  const shutOut = approvals.flatMap((approval): AuditException[] =>
    !isOpen || approval.reason === undefined || errors.some(({ code }) => code === approval.reason)
      ? []
      : [{ code: approval.reason, step: number, sentence: String(approvalLine(approval, record).sentence) }],
  );
  return [...errors, ...shutOut];
}
