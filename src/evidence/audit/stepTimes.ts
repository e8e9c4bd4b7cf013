import type { ChangeRecord } from '../../procedure/changeRecord.ts';
import type { ComplianceReport } from '../../procedure/report.ts';
import type { StepTime } from './summary.ts';

type TimedStep = StepTime['step'];
const timedSteps: readonly TimedStep[] = [2, 3, 4, 5, 6, 'merge'];

const hour = 60 * 60_000;

/** Adds up how long steps took. Hours are whole, so that there are few different ones, however many changes. */
export class StepTimes {
  readonly #changesByHours = new Map<TimedStep, Map<number, number>>();

  add(record: ChangeRecord, report: ComplianceReport): void {
    for (const [step, milliseconds] of timesOf(record, report)) {
      const hours = Math.floor(milliseconds / hour);
      const changes = this.#changesByHours.get(step) ?? new Map<number, number>();
      changes.set(hours, (changes.get(hours) ?? 0) + 1);
      this.#changesByHours.set(step, changes);
    }
  }

  get all(): StepTime[] {
    return timedSteps.flatMap((step) => {
      const sorted = [...(this.#changesByHours.get(step) ?? [])].sort(([a], [b]) => a - b);
      const changes = sorted.reduce((sum, [, each]) => sum + each, 0);
      const longest = sorted.at(-1)?.[0];
      return longest === undefined
        ? []
        : [
            {
              step,
              changes,
              hours: { median: hoursAt(sorted, changes / 2), p90: hoursAt(sorted, changes * 0.9), longest },
            },
          ];
    });
  }
}

/** The hours within which so many changes were done. */
function hoursAt(sorted: readonly (readonly [hours: number, changes: number])[], wanted: number): number {
  let before = 0;
  for (const [hours, changes] of sorted) {
    before += changes;
    if (before >= wanted) {
      return hours;
    }
  }
  return 0;
}

/** From the end of the steps before it to the end of each step that was taken. */
function timesOf(
  { ticket, pullRequest }: ChangeRecord,
  { steps }: ComplianceReport,
): (readonly [TimedStep, number])[] {
  const opened = Date.parse(pullRequest?.createdAt ?? '');
  const ends: (readonly [TimedStep, number | undefined])[] = [
    [2, ticket ? opened : undefined],
    ...([3, 4, 5, 6] as const).map((number) => {
      const { status, approvals = [] } = steps[number - 1] ?? {};
      const counting = approvals.filter(({ counts }) => counts).map(({ at }) => Date.parse(at));
      return [number, status === 'done' && counting.length > 0 ? Math.max(...counting) : undefined] as const;
    }),
    ['merge', pullRequest?.mergedAt === undefined ? undefined : Date.parse(pullRequest.mergedAt)],
  ];
  let latest = ticket ? Date.parse(ticket.createdAt) : opened;
  return ends.flatMap(([step, end]) => {
    if (end === undefined || Number.isNaN(end) || Number.isNaN(latest)) {
      return [];
    }
    const took = Math.max(0, end - latest);
    latest = Math.max(latest, end);
    return [[step, took] as const];
  });
}
