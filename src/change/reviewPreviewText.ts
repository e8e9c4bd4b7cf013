import { reportOutline, verdictWords } from '../procedure/reportOutline.ts';
import type { ComplianceReport, StepNumber } from '../procedure/report.ts';
import { stepTexts } from '../procedure/stepTexts.ts';
import { list, moment, person, stepNames } from '../procedure/wording.ts';
import type { ReviewPreview } from './reviewPreview.ts';
import { counted, joined, say, type Text } from '../base/say.ts';

/** What a review would do, in sentences: first whether it counts, then what else it changes. */
export interface PreviewText {
  /** Whether it does what a reviewer means it to do. */
  readonly isEffective: boolean;
  /** In which role it counts, or why it does not. */
  readonly effect: Text;
  /** What it replaces, what would have to be given again. */
  readonly consequences: readonly Text[];
  /** What the change still needs afterwards, or that it needs nothing. */
  readonly afterwards: Text;
  /** Whose approvals those are, a line for each role. */
  readonly needed: readonly Text[];
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

function approvalEffect({ counts, fills, shutOut, unknown, before, after }: ReviewPreview): Text {
  if (unknown.length > 0) {
    return say`Whether it counts is not known. ${joined(unknown, ' ')}`;
  }
  if (counts.length === 0) {
    return shutOut.length > 0
      ? say`It does not count. ${joined(
          shutOut.map(({ sentence }) => sentence),
          ' ',
        )}`
      : notAskedFor(after);
  }
  return fills.length > 0
    ? say`It counts for ${titles(before, fills)}.`
    : say`It counts for ${titles(before, counts)}, which has all the approvals it needs.`;
}

/** Someone whose only role has nothing to do here, such as the security team where nothing touches security. */
function notAskedFor({ steps }: ComplianceReport): Text {
  const idle = steps.filter(({ status }) => status === 'not-required').map(({ number }) => number);
  return idle.length > 0
    ? say`It is not needed: this change asks nothing of your role, because ${titles({ steps }, idle)} is not required.`
    : say`It counts for no step of this change.`;
}

function requestEffect({ blocks, before }: ReviewPreview): Text {
  return blocks.length > 0
    ? say`It blocks ${titles(before, blocks)} until you approve or it is dismissed.`
    : say`It blocks no step: you are in none of the roles that approve, as far as they could be read.`;
}

function consequences({
  verdict,
  elsewhere,
  replaces,
  isRepetition,
  outdates,
  comesTooEarlyFor,
}: ReviewPreview): Text[] {
  const sentences: Text[] = [];
  if (elsewhere.length > 0) {
    sentences.push(say`It does not count for ${stepNames(elsewhere)} as well: one person fills one role.`);
  }
  if (isRepetition) {
    sentences.push(
      verdict === 'APPROVED'
        ? say`You approved this very commit already; saying it again changes nothing.`
        : say`You requested changes on this very commit already; saying it again changes nothing.`,
    );
  } else if (replaces && replaces.state !== 'DISMISSED') {
    const at = moment(replaces.submittedAt);
    sentences.push(
      replaces.state === 'APPROVED'
        ? say`It takes the place of your approval of ${at}.`
        : say`It takes the place of your request for changes of ${at}.`,
    );
  }
  if (outdates.length > 0) {
    sentences.push(
      say`The final approval by ${list(outdates.map(person), 'and')} would have to be given again after it.`,
    );
  }
  if (comesTooEarlyFor.length > 0) {
    const steps = stepNames(comesTooEarlyFor);
    sentences.push(
      counted(
        comesTooEarlyFor.length,
        say`It comes early: ${steps} is open, and the final approval has to be given again after that.`,
        say`It comes early: ${steps} are open, and the final approval has to be given again after that.`,
      ),
    );
  }
  return sentences;
}

function afterwards(after: ComplianceReport): Text {
  const { needed, reasons } = reportOutline(after);
  if (after.verdict === 'compliant') {
    return say`Then the change has all it needs and may be merged.`;
  }
  if (needed.length > 0) {
    return say`Then still needed:`;
  }
  const [first] = reasons;
  return first
    ? say`Then still open: ${first.step}. ${first.sentence}`
    : say`Then the change is ${verdictWords[after.verdict]}.`;
}

/** `step 3, Peer review`; `step 3, Peer review, and step 6, Final approval`. */
function titles({ steps }: Pick<ComplianceReport, 'steps'>, numbers: readonly StepNumber[]): Text {
  return numbers
    .flatMap((number): Text[] => {
      const step = steps[number - 1];
      return step ? [say`step ${number}, ${stepTexts[step.id].title}`] : [];
    })
    .reduce((one, other) => say`${one}, and ${other}`);
}
