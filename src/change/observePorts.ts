import type { CodeHost } from './codeHost.ts';
import type { RemoteRepository } from './hosts.ts';
import type { Tracker } from './tracker.ts';
import type { WorkingCopy } from './workingCopy.ts';

/** What a change is observed through. */
export interface ObservePorts {
  readonly workingCopy: WorkingCopy;
  readonly codeHost: CodeHost;
  readonly tracker: Tracker;
  readonly base: RemoteRepository;
}
