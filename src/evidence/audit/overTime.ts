import type { Verdict } from '../../procedure/report.ts';
import type { AuditEntry } from './entry.ts';
import type { Period } from './question.ts';
import type { ByVerdict, OverTime, TimeBucket } from './summary.ts';

const day = 24 * 60 * 60_000;

interface Bucket {
  readonly verdicts: Record<Verdict, number>;
  directPushes: number;
  unreadCommits: number;
}

export function noVerdicts(): Record<Verdict, number> {
  return { compliant: 0, incomplete: 0, violated: 0, unknown: 0 };
}

/** Counts entries by days, weeks or months: a picture has room for a few dozen. */
export class TimeLine {
  readonly #unit: OverTime['unit'];
  readonly #buckets = new Map<string, Bucket>();

  constructor({ since, until }: Period) {
    const days = (Date.parse(until) - Date.parse(since)) / day;
    this.#unit = days <= 45 ? 'day' : days <= 400 ? 'week' : 'month';
    const last = Date.parse(until) - 1;
    for (let at = Date.parse(since); at <= last; at += day) {
      this.#bucketAt(at);
    }
    this.#bucketAt(last);
  }

  add({ commit, came, verdict, change }: AuditEntry): void {
    // One that was dated otherwise has come in the period all the same.
    const at = Date.parse(commit.committedAt);
    const bucket = this.#buckets.get(this.#startOf(at)) ?? this.#nearest(at);
    if (came.by === 'push') {
      bucket.directPushes += 1;
    } else if (came.by === 'unknown') {
      bucket.unreadCommits += 1;
    } else if (change) {
      bucket.verdicts[verdict] += 1;
    }
  }

  get all(): OverTime {
    const buckets = [...this.#buckets].map(
      ([from, { verdicts, directPushes, unreadCommits }]): TimeBucket => ({
        from,
        verdicts: verdicts satisfies ByVerdict,
        directPushes,
        unreadCommits,
      }),
    );
    return { unit: this.#unit, buckets };
  }

  #bucketAt(at: number): Bucket {
    const start = this.#startOf(at);
    const bucket = this.#buckets.get(start) ?? { verdicts: noVerdicts(), directPushes: 0, unreadCommits: 0 };
    this.#buckets.set(start, bucket);
    return bucket;
  }

  #nearest(at: number): Bucket {
    const all = [...this.#buckets];
    const [start, bucket] = all[0] ?? ['', this.#bucketAt(at)];
    return this.#startOf(at) < start ? bucket : (all.at(-1)?.[1] ?? bucket);
  }

  #startOf(at: number): string {
    const date = new Date(at);
    if (this.#unit === 'month') {
      date.setUTCDate(1);
    } else if (this.#unit === 'week') {
      // Weeks begin on Monday.
      date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
    }
    return date.toISOString().slice(0, 10);
  }
}
