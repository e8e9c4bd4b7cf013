import type { Text } from '../base/say.ts';
import type { ChangeRecord, Fact, Review } from '../procedure/changeRecord.ts';
import { reasonRules } from '../procedure/approvalReasons.ts';
import { evaluate } from '../procedure/evaluate.ts';
import type { Procedure, RoleId } from '../procedure/procedure.ts';
import type { ApprovalReason, ComplianceReport, Step, StepNumber } from '../procedure/report.ts';
import { approvalFacts } from '../procedure/steps/unread.ts';

/** What a reviewer can say of a change. */
export type ReviewVerdict = 'APPROVED' | 'CHANGES_REQUESTED';

/** What a review would do, before it is given. */
export interface ReviewPreview {
  readonly verdict: ReviewVerdict;
  /** The commit that the review would be bound to: the head that the facts were read at. */
  readonly commit: string;
  /** The steps in which an approval would count. */
  readonly counts: readonly StepNumber[];
  /** Those of them in which it would fill a place that is open now; in the others it is more than the role needs. */
  readonly fills: readonly StepNumber[];
  /** Open steps of the same person's other roles, which one person cannot fill as well. */
  readonly elsewhere: readonly StepNumber[];
  /** The steps that a request for changes would block. */
  readonly blocks: readonly StepNumber[];
  /** Why an approval counts in no step; empty when it counts somewhere. */
  readonly shutOut: readonly ShutOut[];
  /** Why nobody can say whether it counts: the facts that could not be read. */
  readonly unknown: readonly string[];
  /** What the same person said before, which this takes the place of. */
  readonly replaces: Review | undefined;
  /** The same person said this of this commit already, and saying it again would change no step. */
  readonly isRepetition: boolean;
  /** Who gave a final approval that would have to be given again after this one. */
  readonly outdates: readonly string[];
  /** The steps that are still open; a final approval given now has to be given again after their approvals. */
  readonly comesTooEarlyFor: readonly StepNumber[];
  readonly before: ComplianceReport;
  readonly after: ComplianceReport;
}

interface ShutOut {
  readonly reason: ApprovalReason;
  /** One sentence for a person. */
  readonly sentence: Text;
}

export interface HypotheticalReview {
  readonly viewer: string;
  readonly verdict: ReviewVerdict;
  readonly now: Date;
}

/** No host gives a review this id. */
const hypotheticalId = 'the review that is being considered';

/**
 * What a review of the head commit would do. The rules decide: the record is judged with the review in it, and
 * what changed is told.
 */
export function previewReview(
  procedure: Procedure,
  record: ChangeRecord,
  { viewer, verdict, now }: HypotheticalReview,
): ReviewPreview {
  const commit = record.pullRequest?.headSha ?? record.branch.headSha;
  const submittedAt = latest(record, now);
  const review: Review = {
    id: hypotheticalId,
    author: viewer,
    state: verdict,
    commitSha: commit,
    submittedAt,
  };
  const before = evaluate(procedure, record);
  const after = evaluate(procedure, { ...record, reviews: [...record.reviews, review] });
  const counts = stepsWith(after, ({ approvals }) =>
    approvals.some((approval) => approval.review === hypotheticalId && approval.counts),
  );
  const fills = counts.filter((number) => isAsked(before, roleOf(before, number)));
  const replaces = lastWord(record, viewer);
  return {
    verdict,
    commit,
    counts,
    fills,
    elsewhere: counts.length === 0 ? [] : stepsWith(after, isOpenElsewhere(after)),
    blocks: stepsWith(after, ({ findings }) =>
      findings.some(({ code, data }) => code === 'changes-requested' && data.review === hypotheticalId),
    ),
    shutOut: counts.length > 0 ? [] : shutOutReasons(after, viewer, commit),
    unknown: unreadFacts(after),
    replaces,
    isRepetition: replaces?.state === verdict && replaces.commitSha === commit && sameOutcome(before, after),
    outdates: outdated(procedure, before, after, fills),
    comesTooEarlyFor: counts.includes(6) ? tooEarlyFor(procedure, after) : [],
    before,
    after,
  };
}

/**
 * The moment of the review: the host's clock gives it, and no event that the host told of is later, whatever
 * the clock of this machine says.
 */
function latest(record: ChangeRecord, now: Date): string {
  const told = [
    ...record.reviews.map(({ submittedAt }) => submittedAt),
    ...record.deployments.map(({ succeededAt, updatedAt }) => succeededAt ?? updatedAt),
  ].map((time) => Date.parse(time));
  return new Date(Math.max(now.getTime(), ...told.map((time) => time + 1))).toISOString();
}

function stepsWith(report: ComplianceReport, holds: (step: Step) => boolean): StepNumber[] {
  return report.steps.filter(holds).map(({ number }) => number);
}

/** A step that lists the approval, and whose role still needs one: there it would be missed. */
function isOpenElsewhere(after: ComplianceReport): (step: Step) => boolean {
  return ({ approvals, role }) =>
    isAsked(after, role) &&
    approvals.some(({ review, reason }) => review === hypotheticalId && reason === 'approval.other-role');
}

function roleOf(report: ComplianceReport, number: StepNumber): Step['role'] | undefined {
  return report.steps[number - 1]?.role;
}

function isAsked({ remaining }: ComplianceReport, role: Step['role'] | undefined): boolean {
  return remaining.some((open) => open.role === role);
}

/** The latest review that is not a mere comment. */
function lastWord({ reviews }: ChangeRecord, viewer: string): Review | undefined {
  return reviews
    .filter(({ author, state }) => author.toLowerCase() === viewer.toLowerCase() && state !== 'COMMENTED')
    .sort((a, b) => Date.parse(a.submittedAt) - Date.parse(b.submittedAt))
    .at(-1);
}

function shutOutReasons(after: ComplianceReport, viewer: string, commit: string): ShutOut[] {
  const reasons = after.steps.flatMap(({ approvals }) =>
    approvals.flatMap(({ review, reason }) =>
      review === hypotheticalId && reason !== undefined ? [reason] : [],
    ),
  );
  return [...new Set(reasons)].map((reason) => ({
    reason,
    sentence: reasonRules[reason].why({ author: viewer, commitSha: commit, commitsAfter: 0 }),
  }));
}

const restsOn: ReadonlySet<Fact> = new Set(approvalFacts);

/** A missing check or deployment leaves a step unknown, but not whether an approval counts in it. */
function unreadFacts(after: ComplianceReport): string[] {
  const sentences = after.steps
    .filter(({ role }) => role !== 'developer')
    .flatMap(({ findings }) => findings)
    .flatMap(({ code, data, message }) =>
      code === 'fact.unknown' && restsOn.has(data.fact) ? [message] : [],
    );
  return [...new Set(sentences)];
}

/** Whether each step says the same, and who is still needed. */
function sameOutcome(before: ComplianceReport, after: ComplianceReport): boolean {
  const outcome = ({ steps, remaining }: ComplianceReport) =>
    JSON.stringify([steps.map(({ status }) => status), remaining]);
  return outcome(before) === outcome(after);
}

/**
 * The final approvals that lose their place by this review, be it a new approval or a newer one of the same person.
 * While other places are open the rules do not judge the order yet; once they do, a final approval that is older
 * than one that fills a place before it does not count.
 */
function outdated(
  { approvals: rules }: Procedure,
  before: ComplianceReport,
  after: ComplianceReport,
  fills: readonly StepNumber[],
): string[] {
  if (rules.finalApproval !== 'last') {
    return [];
  }
  const counted = countedFinals(before);
  const isOpen = after.remaining.some(({ role }) => role !== 'engineering-lead');
  const willBeOlder = isOpen && fills.some((number) => number < 6);
  return willBeOlder ? counted : counted.filter((author) => !countedFinals(after).includes(author));
}

function countedFinals(report: ComplianceReport): string[] {
  return (report.steps[5]?.approvals ?? [])
    .filter(({ counts, review }) => counts && review !== hypotheticalId)
    .map(({ author }) => author);
}

function tooEarlyFor({ approvals }: Procedure, after: ComplianceReport): StepNumber[] {
  if (approvals.finalApproval !== 'last') {
    return [];
  }
  const open = new Set<RoleId>(after.remaining.map(({ role }) => role));
  return stepsWith(after, ({ number, role }) => number < 6 && role !== 'developer' && open.has(role));
}
