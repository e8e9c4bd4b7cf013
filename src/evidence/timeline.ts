import type { ChangeRecord, Review } from '../procedure/changeRecord.ts';
import { instant } from '../procedure/instants.ts';
import type { ComplianceReport, StepNumber } from '../procedure/report.ts';

/** Something that happened on the way, as far as the record tells. */
export interface TimelineEvent {
  readonly at: string;
  /** The step that it belongs to. */
  readonly step: StepNumber;
  readonly kind: 'made' | 'approved' | 'shut-out' | 'objected' | 'passed' | 'failed' | 'merged';
  /** What happened, without who. */
  readonly what: string;
  readonly who?: string;
  readonly commitSha?: string;
}

/** All that happened, by time; equal times in the order of the steps. */
export function timelineOf(record: ChangeRecord, report: ComplianceReport): TimelineEvent[] {
  const all = [
    ...ticketEvents(record),
    ...commitEvents(record),
    ...pullRequestEvents(record),
    ...record.reviews.flatMap((review) => reviewEvents(review, report)),
    ...checkEvents(record),
    ...deploymentEvents(record),
  ];
  return folded(all.toSorted((a, b) => compare(instant(a.at), instant(b.at), a.step - b.step)));
}

function compare(a: string, b: string, otherwise: number): number {
  return a < b ? -1 : a > b ? 1 : otherwise;
}

function ticketEvents({ ticket }: ChangeRecord): TimelineEvent[] {
  if (ticket === null) {
    return [];
  }
  const { key, createdAt, createdBy, closedAt } = ticket;
  return [
    { at: createdAt, step: 1, kind: 'made', what: `Ticket ${key} created`, who: createdBy },
    ...(closedAt === undefined
      ? []
      : [{ at: closedAt, step: 1, kind: 'made', what: `Ticket ${key} closed` } as const]),
  ];
}

function commitEvents({ commits }: ChangeRecord): TimelineEvent[] {
  return commits.map(({ committedAt, sha, authors: [author] }) => ({
    at: committedAt,
    step: 2,
    kind: 'made',
    what: 'Commit',
    commitSha: sha,
    ...(typeof author === 'string' && { who: author }),
  }));
}

function pullRequestEvents({ pullRequest }: ChangeRecord): TimelineEvent[] {
  if (pullRequest === null) {
    return [];
  }
  const { number, createdAt, author, bodyEditedAt, mergedAt, mergedBy, mergeCommitSha } = pullRequest;
  const events: TimelineEvent[] = [
    { at: createdAt, step: 2, kind: 'made', what: `Pull request #${number} opened`, who: author },
  ];
  if (bodyEditedAt !== undefined) {
    events.push({ at: bodyEditedAt, step: 2, kind: 'made', what: 'Description last edited' });
  }
  if (mergedAt !== undefined) {
    events.push({
      at: mergedAt,
      step: 6,
      kind: 'merged',
      what: 'Merged',
      ...(mergedBy !== undefined && { who: mergedBy }),
      ...(mergeCommitSha !== undefined && { commitSha: mergeCommitSha }),
    });
  }
  return events;
}

/** A comment is no approval and no objection, so it is left out. */
function reviewEvents(review: Review, report: ComplianceReport): TimelineEvent[] {
  const { author, commitSha, submittedAt, dismissed, state } = review;
  const said = state === 'DISMISSED' ? dismissed?.previousState : state;
  const { step, counts } = standingOf(review, report);
  const event = { step, who: author, ...(commitSha !== null && { commitSha }) };
  const events: TimelineEvent[] = [];
  if (said === 'APPROVED') {
    events.push(
      counts === true
        ? { ...event, at: submittedAt, kind: 'approved', what: 'Approved' }
        : {
            ...event,
            at: submittedAt,
            kind: 'shut-out',
            what: counts === false ? 'Approved; it does not count' : 'Approved',
          },
    );
  } else if (said === 'CHANGES_REQUESTED') {
    events.push({ ...event, at: submittedAt, kind: 'objected', what: 'Changes requested' });
  }
  if (state === 'DISMISSED') {
    events.push({ ...event, at: dismissed?.at ?? submittedAt, kind: 'objected', what: 'Review dismissed' });
  }
  return events;
}

interface ReviewStanding {
  readonly step: StepNumber;
  /** Undefined for a review that no step lists: it is history, or nothing was judged. */
  readonly counts: boolean | undefined;
}

/** The step that a review counts in, else one that lists it, else the first review step. */
function standingOf({ id }: Review, { steps }: ComplianceReport): ReviewStanding {
  const listing = steps.flatMap(({ number, approvals }) =>
    approvals.filter(({ review }) => review === id).map(({ counts }) => ({ step: number, counts })),
  );
  return listing.find(({ counts }) => counts) ?? listing.at(0) ?? { step: 3, counts: undefined };
}

function checkEvents({ checks }: ChangeRecord): TimelineEvent[] {
  return checks.flatMap(({ name, result, completedAt }) =>
    completedAt === undefined || result === 'skipped'
      ? []
      : [
          {
            at: completedAt,
            step: 5,
            kind: result === 'failure' ? 'failed' : 'passed',
            what: `Check ${name}: ${result}`,
          } as const,
        ],
  );
}

function deploymentEvents({ deployments }: ChangeRecord): TimelineEvent[] {
  return deployments.flatMap(({ environment, state, sha, updatedAt, succeededAt }): TimelineEvent[] => {
    const event = { step: 5 as const, commitSha: sha };
    if (succeededAt !== undefined || state === 'success') {
      const at = succeededAt ?? updatedAt;
      return [{ ...event, at, kind: 'passed', what: `Deployed to ${environment}` }];
    }
    return state === 'failure'
      ? [{ ...event, at: updatedAt, kind: 'failed', what: `Deployment to ${environment} failed` }]
      : [];
  });
}

/** Long runs of commits or of passed checks become one event, at the time of the last: the picture must stay readable. */
function folded(events: readonly TimelineEvent[]): TimelineEvent[] {
  const result: TimelineEvent[] = [];
  for (let start = 0; start < events.length;) {
    const first = events[start];
    const noun = first && foldable(first);
    let end = start + 1;
    while (noun !== undefined && end < events.length && foldable(events[end]) === noun) {
      end += 1;
    }
    const last = events[end - 1];
    if (last && noun !== undefined && end - start > 3) {
      const { at, step, kind, commitSha } = last;
      const what = `${end - start} ${noun}`;
      result.push({ at, step, kind, what, ...(commitSha !== undefined && { commitSha }) });
    } else {
      result.push(...events.slice(start, end));
    }
    start = end;
  }
  return result;
}

function foldable(event: TimelineEvent | undefined): string | undefined {
  if (event?.what === 'Commit') {
    return 'commits, the last one is';
  }
  return event?.kind === 'passed' && event.what.startsWith('Check ') ? 'checks finished' : undefined;
}
