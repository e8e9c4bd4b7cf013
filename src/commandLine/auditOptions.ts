import type { Period, SampleRequest, Shard } from '../evidence/audit/question.ts';
import { checkShape } from '../procedure/checkShape.ts';
import { time } from '../procedure/time.ts';
import { plain } from '../procedure/wording.ts';
import { UsageError } from './command.ts';

/** @throws {UsageError} when it is no period. */
export function periodFrom(since: string | undefined, until: string | undefined): Period {
  if (since === undefined || until === undefined) {
    throw new UsageError('which period? Name its first and last day with --since and --until');
  }
  const period = { since: momentFrom('--since', since, 0), until: momentFrom('--until', until, 1) };
  if (period.since >= period.until) {
    throw new UsageError(`the period ends before it begins: ${plain(since)} to ${plain(until)}`);
  }
  return period;
}

/** @param days to add to a day: a day that is the last one is in the period. */
function momentFrom(option: string, text: string, days: number): string {
  const moment = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text;
  if (checkShape(moment, time, { unknownKeys: 'refuse' }).length > 0) {
    throw new UsageError(
      `${option} takes a day, such as 2026-01-31, or a time, such as 2026-01-31T12:00:00Z`,
    );
  }
  const at = new Date(moment);
  if (moment !== text) {
    at.setUTCDate(at.getUTCDate() + days);
  }
  // Commits have whole seconds.
  return `${at.toISOString().slice(0, 19)}Z`;
}

/** @throws {UsageError} when it is no sample. */
export function sampleFrom({
  sample,
  seed,
}: {
  readonly sample?: string | undefined;
  readonly seed?: string | undefined;
}): SampleRequest | undefined {
  if (sample === undefined) {
    if (seed !== undefined) {
      throw new UsageError('--seed goes with --sample N');
    }
    return undefined;
  }
  if (!/^[1-9]\d{0,3}$/.test(sample)) {
    throw new UsageError('--sample takes a number of changes from 1 to 9999, such as 25');
  }
  return { size: Number(sample), seed: seed ?? '1' };
}

/** @throws {UsageError} when it is no part of a whole. */
export function shardFrom(text: string | undefined): Shard | undefined {
  if (text === undefined) {
    return undefined;
  }
  const [, number, of] = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(text) ?? [];
  if (number === undefined || of === undefined || Number(number) > Number(of)) {
    throw new UsageError('--shard takes a part and how many there are, such as 1/8');
  }
  return { number: Number(number), of: Number(of) };
}
