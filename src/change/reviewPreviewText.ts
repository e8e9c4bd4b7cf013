import { reportOutline } from '../procedure/reportOutline.ts';
import type { ComplianceReport, StepNumber } from '../procedure/report.ts';
import { stepTexts } from '../procedure/stepTexts.ts';
import { list, moment, person, stepNames } from '../procedure/wording.ts';
import type { ReviewPreview } from './reviewPreview.ts';

/** What a review would do, in sentences: first whether it counts, then what else it changes. */
export interface PreviewText {
  /** Whether it does what a reviewer means it to do. */
  readonly isEffective: boolean;
  /** In which role it counts, or why it does not. */
  readonly effect: string;
  /** What it replaces, what would have to be given again. */
  readonly consequences: readonly string[];
  /** What the change still needs afterwards, or that it needs nothing. */
  readonly afterwards: string;
  /** Whose approvals those are, a line for each role. */
  readonly needed: readonly string[];
}

export function previewText(preview: ReviewPreview): PreviewText {
  return {
    isEffective: preview.counts.length > 0 || preview.blocks.length > 0,
    effect: preview.verdict === 'APPROVED' ? approvalEffect(preview) : requestEffect(preview),
    consequences: consequences(preview),
    afterwards: afterwards(preview.after),
    needed: reportOutline(preview.after).needed,
  };
}

function approvalEffect({ counts, fills, shutOut, unknown, before, after }: ReviewPreview): string {
  if (unknown.length > 0) {
    return `Whether it counts is not known. ${unknown.join(' ')}`;
  }
  if (counts.length === 0) {
    return shutOut.length > 0
      ? `It does not count. ${shutOut.map(({ sentence }) => sentence).join(' ')}`
      : notAskedFor(after);
  }
  return fills.length > 0
    ? `It counts for ${titles(before, fills)}.`
    : `It counts for ${titles(before, counts)}, which has all the approvals it needs.`;
}

/** Someone whose only role has nothing to do here, such as the security team where nothing touches security. */
function notAskedFor({ steps }: ComplianceReport): string {
  const idle = steps.filter(({ status }) => status === 'not-required').map(({ number }) => number);
  return idle.length > 0
    ? `It is not needed: this change asks nothing of your role, because ${titles({ steps }, idle)} is not required.`
    : 'It counts for no step of this change.';
}

function requestEffect({ blocks, before }: ReviewPreview): string {
  return blocks.length > 0
    ? `It blocks ${titles(before, blocks)} until you approve or it is dismissed.`
    : 'It blocks no step: you are in none of the roles that approve, as far as they could be read.';
}

function consequences({
  verdict,
  elsewhere,
  replaces,
  isRepetition,
  outdates,
  comesTooEarlyFor,
}: ReviewPreview): string[] {
  const sentences: string[] = [];
  if (elsewhere.length > 0) {
    sentences.push(`It does not count for ${stepNames(elsewhere)} as well: one person fills one role.`);
  }
  if (isRepetition) {
    const said = verdict === 'APPROVED' ? 'approved' : 'requested changes on';
    sentences.push(`You ${said} this very commit already; saying it again changes nothing.`);
  } else if (replaces && replaces.state !== 'DISMISSED') {
    const what = replaces.state === 'APPROVED' ? 'approval' : 'request for changes';
    sentences.push(`It takes the place of your ${what} of ${moment(replaces.submittedAt)}.`);
  }
  if (outdates.length > 0) {
    sentences.push(
      `The final approval by ${list(outdates.map(person), 'and')} would have to be given again after it.`,
    );
  }
  if (comesTooEarlyFor.length > 0) {
    const are = comesTooEarlyFor.length === 1 ? 'is' : 'are';
    sentences.push(
      `It comes early: ${stepNames(comesTooEarlyFor)} ${are} open, and the final approval has to be given again after that.`,
    );
  }
  return sentences;
}

function afterwards(after: ComplianceReport): string {
  const { needed, reasons } = reportOutline(after);
  if (after.verdict === 'compliant') {
    return 'Then the change has all it needs and may be merged.';
  }
  if (needed.length > 0) {
    return 'Then still needed:';
  }
  const [first] = reasons;
  return first ? `Then still open: ${first.step}. ${first.sentence}` : `Then the change is ${after.verdict}.`;
}

/** `step 3, Peer review`; `step 3, Peer review, and step 6, Final approval`. */
function titles({ steps }: Pick<ComplianceReport, 'steps'>, numbers: readonly StepNumber[]): string {
  return numbers
    .flatMap((number) => {
      const step = steps[number - 1];
      return step ? [`step ${number}, ${stepTexts[step.id].title}`] : [];
    })
    .join(', and ');
}
