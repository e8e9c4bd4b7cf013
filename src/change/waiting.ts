import { reasonRules } from '../procedure/approvalReasons.ts';
import type { Fact } from '../procedure/changeRecord.ts';
import type { RoleId } from '../procedure/procedure.ts';
import type { Finding, RemainingApprovals, Step } from '../procedure/report.ts';
import { stepState, type Judged } from '../procedure/stepState.ts';
import { roleNames } from '../procedure/wording.ts';
import { say, type Text } from '../base/say.ts';

/** What a change can ask of a person, in the order in which it is shown. */
const asks = [
  'look-again',
  'peer-reviewer',
  'security-team',
  'qa-team',
  'engineering-lead',
  'answer-changes',
  'complete',
  'merge',
] as const;
export type Ask = (typeof asks)[number];

/** A change that waits for the person. */
export interface WaitingChange<T> {
  readonly change: T;
  readonly ask: Ask;
  /** The role in which the person is asked; undefined for the person's own change. */
  readonly role: RoleId | undefined;
  /** Since when it waits for them. */
  readonly since: string;
  /** What is missing, in one line. */
  readonly missing: Text;
}

/** A change of which it can't be told whether it waits for the person. */
interface UndecidedChange<T> {
  readonly change: T;
  readonly reason: Text;
}

export interface Waiting<T> {
  /** In the order of {@link asks}; of each the oldest first, and none without a change. */
  readonly groups: readonly { readonly ask: Ask; readonly changes: readonly WaitingChange<T>[] }[];
  readonly undecided: readonly UndecidedChange<T>[];
  /** How many changes wait for the person. */
  readonly count: number;
}

/** A change with the login of who looks at it. */
export type Looked = Judged & { readonly viewer: string | undefined };

/** Sorts open changes by what each asks of the person. What nobody asks of them is left out; what can't be told is not. */
export function waitingFor<T extends Looked>(changes: readonly T[]): Waiting<T> {
  const waiting: WaitingChange<T>[] = [];
  const undecided: UndecidedChange<T>[] = [];
  for (const change of changes) {
    const found = askIn(change, change.viewer);
    if (found && 'ask' in found) {
      waiting.push({ change, ...found });
    } else if (found) {
      undecided.push({ change, reason: found.reason });
    }
  }
  waiting.sort((a, b) => Date.parse(a.since) - Date.parse(b.since));
  const groups = asks.map((ask) => ({ ask, changes: waiting.filter((each) => each.ask === ask) }));
  return { groups: groups.filter((group) => group.changes.length > 0), undecided, count: waiting.length };
}

type Found = Omit<WaitingChange<unknown>, 'change'> | Pick<UndecidedChange<unknown>, 'reason'> | undefined;

function askIn(change: Judged, viewer: string | undefined): Found {
  const { pullRequest, repository } = change.record;
  if (viewer === undefined) {
    return { reason: say`${repository.host} did not say who is signed in. Refresh in a moment.` };
  }
  return pullRequest && isSame(pullRequest.author, viewer) ? ofMine(change) : ofOthers(change, viewer);
}

/** What a change waits for from the person who opened it. */
function ofMine(change: Judged): Found {
  const { steps, verdict } = change.report;
  const request = requestsIn(change).find(({ isAnswered }) => !isAnswered);
  if (request) {
    return { ...asked('answer-changes', request.step, change), since: request.at };
  }
  const open = steps.find((step) => isForTheAuthor(step, change));
  if (open) {
    return asked('complete', open, change);
  }
  if (verdict === 'compliant') {
    const missing = say`nothing: it may be merged`;
    return { ask: 'merge', role: undefined, since: readySince(change, steps.length + 1), missing };
  }
  return undecided(change);
}

/** What a change waits for from someone who may review it. */
function ofOthers(change: Judged, viewer: string): Found {
  const { steps, remaining } = change.report;
  if (
    steps.some(({ role, status }) => role === 'developer' && (status === 'waiting' || status === 'blocked'))
  ) {
    // The first two steps are the author's.
    return undefined;
  }
  const requests = requestsIn(change);
  if (requests.length > 0) {
    const mine = requests.find(({ person, isAnswered }) => isAnswered && isSame(person, viewer));
    return mine && asked('look-again', mine.step, change);
  }
  const due = dueIn(change);
  const places = remaining.filter(
    ({ eligible }) => eligible?.some((login) => isSame(login, viewer)) ?? false,
  );
  const lost = places.find(
    (place) => (place.role !== 'engineering-lead' || due.includes(place)) && hasLost(place, change, viewer),
  );
  if (lost) {
    return asked('look-again', stepOf(lost, steps), change);
  }
  const turn = places.find((place) => due.includes(place));
  return turn ? asked(turn.role, stepOf(turn, steps), change) : undecided(change);
}

function asked(ask: Ask, step: Step, change: Judged): Omit<WaitingChange<unknown>, 'change'> {
  return {
    ask,
    role: step.role === 'developer' || !isReview(ask) ? undefined : step.role,
    since: readySince(change, step.number),
    missing: stepState(step, change),
  };
}

function isReview(ask: Ask): boolean {
  return ask !== 'answer-changes' && ask !== 'complete' && ask !== 'merge';
}

/** Whose turn it is: one role after the other, and the lead at any time where the final approval need not be last. */
function dueIn({ procedure, report }: Judged): readonly RemainingApprovals[] {
  const isAnyOrder = procedure.approvals.finalApproval === 'any-order';
  return report.remaining.filter(({ role }, at) => at === 0 || (isAnyOrder && role === 'engineering-lead'));
}

/** Whether the person approved, and it counts no more. */
function hasLost(place: RemainingApprovals, { report }: Judged, viewer: string): boolean {
  return stepOf(place, report.steps).approvals.some(
    ({ author, reason }) => isSame(author, viewer) && reason !== undefined && reasonRules[reason].again,
  );
}

/** Findings of later steps that nobody but the author can do anything about. */
const authorsFindings: readonly Finding['code'][] = ['checks.failing', 'deployment.failed', 'author.unknown'];
/** The same, once it is that role's turn. */
const deadEnds: readonly Finding['code'][] = ['role.nobody', 'role.unconfigured'];

function isForTheAuthor(step: Step, change: Judged): boolean {
  if (step.role === 'developer') {
    return step.status === 'waiting' || step.status === 'blocked';
  }
  const isDue = dueIn(change).some(({ role }) => role === step.role);
  return step.findings.some(
    ({ code }) => authorsFindings.includes(code) || (isDue && deadEnds.includes(code)),
  );
}

interface ChangeRequest {
  readonly person: string;
  readonly at: string;
  readonly step: Step;
  /** The author pushed since: it is the reviewer's turn again. */
  readonly isAnswered: boolean;
}

function requestsIn({ record, report }: Judged): readonly ChangeRequest[] {
  return report.steps.flatMap((step) =>
    step.findings.flatMap((finding) => {
      if (finding.code !== 'changes-requested') {
        return [];
      }
      const { person, review: id } = finding.data;
      const review = record.reviews.find((each) => each.id === id);
      const isAnswered = review !== undefined && review.commitSha !== report.change.headSha;
      return [{ person, at: review?.submittedAt ?? record.capturedAt, step, isAnswered }];
    }),
  );
}

/** Undefined when what could be read is enough to say that nothing is asked. */
function undecided(change: Judged): Pick<UndecidedChange<unknown>, 'reason'> | undefined {
  const { steps } = change.report;
  const unread = steps
    .filter(({ role }) => role !== 'developer')
    .flatMap(({ findings }) => findings)
    .find((finding) => finding.code === 'fact.unknown' && reviewsRestOn.includes(finding.data.fact));
  if (unread) {
    return { reason: unread.message };
  }
  const unknown = dueIn(change).find(
    (place) =>
      place.eligible === null &&
      stepOf(place, steps).findings.every(({ code }) => code !== 'role.unconfigured'),
  );
  return unknown && { reason: whyUnread(unknown.role, change) };
}

function whyUnread(role: RoleId, { procedure, record }: Judged): Text {
  const teams = new Map(Object.entries(record.teams).map(([name, team]) => [name.toLowerCase(), team]));
  const unread = procedure.roles[role].teams
    .map((name) => teams.get(name.toLowerCase()))
    .find((team) => team !== undefined && 'unknown' in team);
  return unread && 'unknown' in unread
    ? unread.unknown
    : say`Who is among the ${roleNames[role]} could not be read.`;
}

/** While one of these is unread the rules name nobody who is needed. */
const reviewsRestOn: readonly Fact[] = ['pullRequest', 'reviews', 'commits', 'people'];

/** The last thing that had to happen before it was this step's turn: it was opened, pushed to, or approved. */
function readySince({ record, report }: Judged, step: number): string {
  const approvals = report.steps
    .filter(({ number }) => number < step)
    .flatMap((earlier) => earlier.approvals.filter(({ counts }) => counts).map(({ at }) => at));
  const pushes = record.commits.map(({ committedAt }) => committedAt);
  // A clock that is wrong may put a commit into the future.
  const past = [record.pullRequest?.createdAt ?? record.capturedAt, ...pushes, ...approvals].filter(
    (at) => Date.parse(at) <= Date.parse(record.capturedAt),
  );
  return past.toSorted((a, b) => Date.parse(b) - Date.parse(a))[0] ?? record.capturedAt;
}

function stepOf({ role }: RemainingApprovals, steps: readonly Step[]): Step {
  const step = steps.find((each) => each.role === role);
  if (!step) {
    throw new TypeError(`A report without a step for ${role}`);
  }
  return step;
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
