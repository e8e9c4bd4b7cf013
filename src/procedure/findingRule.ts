import type { Text } from '../base/say.ts';
import type { ApprovalDetails } from './approvalAdvice.ts';
import type { FindingCode, FindingData, StepNumber } from './report.ts';

/** What a finding does to its step: an error makes it wait or blocks it, an unknown leaves it open. */
export type FindingKind = 'error' | 'blocking' | 'unknown' | 'warning' | 'info';

export interface FindingRule<Code extends FindingCode> {
  /** The steps that can have it. */
  readonly steps: readonly StepNumber[];
  readonly kind: FindingKind;
  /** When it is given, for the docs. */
  readonly when: string;
  /** What is wrong and what to do next, for a person. */
  readonly message: (data: FindingData[Code], details: FindingDetails<Code>) => Text;
}

/** What a sentence tells beyond the finding's data. */
export type FindingDetails<Code extends FindingCode> = Code extends 'approvals.missing'
  ? ApprovalDetails
  : undefined;
