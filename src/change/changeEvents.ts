import type { Approval } from '../procedure/report.ts';
import type { Change } from './observedChange.ts';

/** Something that others did to a change and that its developer waits for. */
export interface ChangeEvent {
  readonly kind: 'approval-came' | 'changes-requested' | 'approval-lost' | 'ready-to-merge';
  /** The same for the same event, whoever sees it and when. */
  readonly id: string;
  /** Who did it; undefined when nobody alone did. */
  readonly person: string | undefined;
  readonly review: string | undefined;
  /** Why an approval no longer counts. */
  readonly reason?: Approval['reason'];
}

/**
 * What happened between two looks at one change: never what the viewer did, and nothing when it is not known
 * who the viewer is, or when what the approvals rest on could not be read.
 */
export function changeEvents(before: Change, after: Change): readonly ChangeEvent[] {
  const number = after.record.pullRequest?.number;
  if (
    number === undefined ||
    after.viewer === undefined ||
    before.record.pullRequest?.number !== number ||
    !isJudged(before) ||
    !isJudged(after)
  ) {
    return [];
  }
  const events = [...came(before, after), ...requested(before, after), ...lost(before, after)];
  return [...events, ...ready(before, after)]
    .filter(({ person }) => person === undefined || !isSame(person, after.viewer))
    .map((event) => ({ ...event, id: `${number}:${event.id}` }));
}

/** Whether the approvals could be judged: where a fact that they rest on is unread, none is listed. */
export function isJudged({ report }: Change): boolean {
  const peerReview = report.steps.find(({ id }) => id === 'peer-review');
  return peerReview?.findings.every(({ code }) => code !== 'fact.unknown') ?? false;
}

function came(before: Change, after: Change): ChangeEvent[] {
  return newApprovals(before, after).map(({ review, author }) => ({
    kind: 'approval-came',
    id: `approval-came:${review}`,
    person: author,
    review,
  }));
}

function requested(before: Change, after: Change): ChangeEvent[] {
  const known = reviewsOf(before);
  const requests = after.report.steps.flatMap(({ findings }) =>
    findings.flatMap((finding) => (finding.code === 'changes-requested' ? [finding.data] : [])),
  );
  return unique(requests, ({ review }) => review)
    .filter(({ review }) => !known.has(review))
    .map(({ person, review }) => ({
      kind: 'changes-requested',
      id: `changes-requested:${review}`,
      person,
      review,
    }));
}

/** An approval that its author took back is their word; one that another's commit made stale is not. */
function lost(before: Change, after: Change): ChangeEvent[] {
  const now = countingIn(after).map(({ review }) => review);
  return countingIn(before)
    .filter(({ review }) => !now.includes(review))
    .flatMap((approval): ChangeEvent[] => {
      const reason = reasonNow(approval, after);
      return reason === undefined || wasByViewer(reason, before, after)
        ? []
        : [
            {
              kind: 'approval-lost',
              id: `approval-lost:${approval.review}:${after.report.change.headSha}`,
              person: undefined,
              review: approval.review,
              ...(reason !== 'dismissed' && { reason }),
            },
          ];
    });
}

/** Why an approval that counted does not any more; undefined when that is not known, or when its author said so. */
function reasonNow({ review }: Approval, after: Change): Approval['reason'] | 'dismissed' {
  if (after.record.reviews.some(({ id, state }) => id === review && state === 'DISMISSED')) {
    return 'dismissed';
  }
  const reason = approvalsIn(after).find((approval) => approval.review === review)?.reason;
  return reason === 'approval.role-unknown' ? undefined : reason;
}

function wasByViewer(reason: Approval['reason'] | 'dismissed', before: Change, after: Change): boolean {
  if (reason !== 'approval.stale') {
    return false;
  }
  const known = new Set(before.record.commits.map(({ sha }) => sha));
  const pushed = after.record.commits.filter(({ sha }) => !known.has(sha));
  return pushed.length > 0 && pushed.every(({ committer }) => isSame(committer ?? '', after.viewer));
}

function ready(before: Change, after: Change): ChangeEvent[] {
  const isReady = ({ report, record }: Change) =>
    report.verdict === 'compliant' && record.pullRequest?.state === 'open';
  if (isReady(before) || !isReady(after)) {
    return [];
  }
  const authors = unique(
    newApprovals(before, after).map(({ author }) => author),
    (author) => author.toLowerCase(),
  );
  return [
    {
      kind: 'ready-to-merge',
      id: `ready-to-merge:${after.report.change.headSha}`,
      person: authors.length === 1 ? authors[0] : undefined,
      review: undefined,
    },
  ];
}

function newApprovals(before: Change, after: Change): readonly Approval[] {
  const known = reviewsOf(before);
  return countingIn(after).filter(({ review }) => !known.has(review));
}

function countingIn(change: Change): readonly Approval[] {
  return approvalsIn(change).filter(({ counts }) => counts);
}

/** Each review once; with one that counts in any step, as it stands there. */
function approvalsIn({ report }: Change): readonly Approval[] {
  const all = report.steps.flatMap(({ approvals }) => approvals);
  return unique(
    [...all].sort((a, b) => Number(b.counts) - Number(a.counts)),
    ({ review }) => review,
  );
}

function reviewsOf({ record }: Change): ReadonlySet<string> {
  return new Set(record.reviews.map(({ id }) => id));
}

function unique<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  return [...new Map(items.toReversed().map((item) => [keyOf(item), item])).values()].toReversed();
}

function isSame(login: string, viewer: string | undefined): boolean {
  return login.toLowerCase() === viewer?.toLowerCase();
}
