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

/** A clone is not needed: without one, what only git can prove is left out. */
export interface GatherPorts extends Pick<ObservePorts, 'codeHost' | 'base'> {
  readonly workingCopy?: WorkingCopy;
  readonly tracker: Pick<Tracker, 'find'>;
}
