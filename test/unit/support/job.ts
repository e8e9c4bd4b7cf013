import type { RemoteRepository } from '../../../src/change/hosts.ts';
import { mergeChange, type DecidedMerge } from '../../../src/change/mergeChange.ts';
import { observePullRequest } from '../../../src/change/observeChange.ts';
import { startChange } from '../../../src/change/startChange.ts';
import type { StartProgress } from '../../../src/change/startJournal.ts';
import type { SubmitPlan } from '../../../src/change/submission.ts';
import { submitPullRequest } from '../../../src/change/submitPullRequest.ts';
import { submitReview, type DecidedReview } from '../../../src/change/submitReview.ts';
import { siteIn } from './site.ts';

/** What a person decided on, to be done in whichever process. */
export type Deed =
  | { readonly kind: 'start'; readonly begun: StartProgress }
  | { readonly kind: 'submit'; readonly plan: SubmitPlan }
  | { readonly kind: 'review'; readonly decided: Omit<DecidedReview, 'known'> }
  | { readonly kind: 'merge'; readonly decided: DecidedMerge };

export interface Job {
  readonly folder: string;
  readonly base: RemoteRepository;
  readonly deed: Deed;
  /** The git to use; the usual one when not given. */
  readonly binary?: string;
}

/** Does what is to be done with the adapters that the product uses, from what is on the disk and on the host alone. */
export async function perform({ folder, base, deed, binary }: Job): Promise<unknown> {
  const site = siteIn(folder, base, binary);
  const { signal } = new AbortController();
  const feedback = { signal, report: () => undefined };
  switch (deed.kind) {
    case 'start': {
      // Another window goes on from what the one that was killed left.
      const begun = (await site.journal.read()) ?? deed.begun;
      return startChange(begun, { ...site, baseRemote: 'origin', pushRemote: 'origin' }, feedback);
    }
    case 'submit':
      return submitPullRequest(deed.plan, { ...site, pushRemote: 'origin', pushOwner: base.owner }, feedback);
    case 'review':
      return submitReview({ ...deed.decided, known: new Set() }, site, signal);
    case 'merge': {
      const observe = async (number: number) => observePullRequest(site, number, new Date(), signal);
      return mergeChange(deed.decided, { ...site, observe }, signal);
    }
  }
}
