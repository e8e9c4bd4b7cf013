import type { Change } from '../../change/observedChange.ts';
import type { Unread } from '../../change/openChanges.ts';
import type { Waiting } from '../../change/waiting.ts';
import type { GitRepository } from '../gitExtension.ts';

/** An open change, and the clone that it can be reviewed from; undefined when none is open in this window. */
export interface OpenChange extends Change {
  readonly git: GitRepository | undefined;
}

/** What could not be read of a host. */
export interface UnreadThere extends Unread {
  readonly authority: string;
}

/** What waits for the person, as it was at some time. */
export interface KnownWaiting {
  readonly waiting: Waiting<OpenChange>;
  /** What could not even be listed. */
  readonly unread: readonly UnreadThere[];
  readonly at: Date;
}

/** What the view Waiting for Me shows. The kinds are also what its welcome texts look at. */
export type WaitingState =
  | { readonly kind: 'loading' | 'off' | 'untrusted' | 'no-repository' | 'no-remote' | 'signed-out' }
  | ({ readonly kind: 'known' } & KnownWaiting)
  | { readonly kind: 'failed'; readonly error: unknown; readonly last: KnownWaiting | undefined };

export function waitingIn(state: WaitingState): KnownWaiting | undefined {
  return state.kind === 'known' ? state : state.kind === 'failed' ? state.last : undefined;
}

/** Nothing waits, and all could be read. */
export function isNothing({ waiting, unread }: KnownWaiting): boolean {
  return waiting.count === 0 && waiting.undecided.length === 0 && unread.length === 0;
}
