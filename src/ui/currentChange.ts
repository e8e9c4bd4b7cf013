import type { Host } from '../change/hosts.ts';
import type { Change } from '../change/observedChange.ts';
import type { GitRepository } from './gitExtension.ts';

/** A change as it was at some time. */
export interface Known {
  readonly change: Change;
  readonly git: GitRepository;
  readonly at: Date;
}

/** What the Change view shows. The kinds are also what its welcome texts look at. */
export type CurrentChange =
  | { readonly kind: 'loading' | 'untrusted' | 'no-git' | 'no-repository' | 'no-remote' | 'no-change' }
  | { readonly kind: 'signed-out'; readonly host: Host }
  | ({
      readonly kind: 'change';
      /** It was kept from an earlier look, and is being read anew. */
      readonly isLastKnown: boolean;
    } & Known)
  | {
      readonly kind: 'failed';
      readonly error: unknown;
      /** What was last known of this same branch. */
      readonly last: Known | undefined;
    };

/** The change that is shown, whether it was read just now or is what was last known. */
export function knownOf(state: CurrentChange): Known | undefined {
  return state.kind === 'change' ? state : state.kind === 'failed' ? state.last : undefined;
}
