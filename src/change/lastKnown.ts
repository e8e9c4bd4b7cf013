import type { ChangeFacts } from './observedChange.ts';

/**
 * Keeps what was last read of each branch's change beside the clone, readable by the user only, so that a new window
 * shows it at once, and a push can be judged offline. `record.capturedAt` says how old it is.
 */
export interface LastKnownChange {
  /** Undefined when nothing is kept, or what is kept can't be read any more. */
  read(branch: string): Promise<ChangeFacts | undefined>;
  write(facts: ChangeFacts): Promise<void>;
}
