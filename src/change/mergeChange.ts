import { HumanError } from '../base/errors.ts';
import { say } from '../base/say.ts';
import type { PullRequest } from '../procedure/changeRecord.ts';
import type { Exclusively } from './exclusively.ts';
import { HeadMoved } from './headMoved.ts';
import type { MergeMethod, Merging } from './merging.ts';
import { NotCompliant } from './notCompliant.ts';
import type { Change } from './observedChange.ts';
import type { Reviews } from './reviews.ts';
import { writing } from './writeFailed.ts';

export interface MergePorts {
  readonly reviews: Reviews;
  readonly merging: Merging;
  readonly exclusively: Exclusively;
  /** Reads the facts of the pull request afresh, and judges them. */
  readonly observe: (pullRequest: number, signal: AbortSignal) => Promise<Pick<Change, 'record' | 'report'>>;
}

export interface DecidedMerge {
  readonly pullRequest: number;
  /** The head that was shown as compliant. */
  readonly head: string;
  /** How to merge; a queue decides that itself. */
  readonly how: MergeMethod | 'queue';
}

export type MergeOutcome =
  | { readonly kind: 'merged'; /** It was merged already. */ readonly wasMerged: boolean }
  | { readonly kind: 'queued'; readonly position: number };

/**
 * Merges a change that the procedure allows to be merged: its facts are read once more, and the host merges only
 * the head that they are of. Pressed twice, or after an answer that was lost, it finds what is merged already.
 *
 * @throws {NotCompliant} when the facts no longer allow it.
 * @throws {HeadMoved} when the head is not the commit that was shown.
 * @throws {WriteFailed} when the host refuses or fails; says whether it may be merged all the same.
 */
export async function mergeChange(
  { pullRequest: number, head, how }: DecidedMerge,
  { reviews, merging, exclusively, observe }: MergePorts,
  signal: AbortSignal,
): Promise<MergeOutcome> {
  const name = `#${number}`;
  const written =
    how === 'queue'
      ? {
          notDone: say`${name} was not put into the merge queue`,
          notKnown: say`It is not known whether ${name} was put into the merge queue`,
        }
      : {
          notDone: say`${name} was not merged`,
          notKnown: say`It is not known whether ${name} was merged`,
        };
  return exclusively(`merge-${number}`, async () =>
    writing(written, async (send): Promise<MergeOutcome> => {
      const now = await reviews.pullRequest(number, signal);
      if (now.headSha !== head) {
        const came = await reviews.commitsBetween(head, now.headSha, signal);
        throw new HeadMoved(number, head, now.headSha, came);
      }
      if (now.state === 'merged') {
        return { kind: 'merged', wasMerged: true };
      }
      if (how === 'queue') {
        const position = (await merging.options(number, signal)).queue?.position;
        if (position !== undefined) {
          return { kind: 'queued', position };
        }
      }
      await checkCompliance(now, async () => observe(number, signal));
      send();
      if (how === 'queue') {
        return { kind: 'queued', position: await merging.enqueue(number, head, signal) };
      }
      await merging.merge(number, { method: how, head }, signal);
      return { kind: 'merged', wasMerged: false };
    }),
  );
}

async function checkCompliance(
  { number, state, headSha }: PullRequest,
  observe: () => Promise<Pick<Change, 'record' | 'report'>>,
): Promise<void> {
  if (state === 'closed') {
    throw new HumanError(say`#${number} is closed without a merge. Reopen it first.`);
  }
  const { report } = await observe();
  if (report.verdict !== 'compliant' || report.change.headSha !== headSha) {
    throw new NotCompliant(number, report);
  }
}
