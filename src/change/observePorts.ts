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

/** What a change is put together through, once its host has told of it. */
export interface JudgePorts {
  readonly base: RemoteRepository;
  readonly codeHost: Pick<CodeHost, 'teamMembers' | 'deployments'>;
  /** A clone is not needed: without one, what only git can prove is left out. */
  readonly workingCopy?: WorkingCopy;
  readonly tracker: Pick<Tracker, 'find'>;
}

/** The same, and the host to ask. */
export interface GatherPorts extends JudgePorts {
  readonly codeHost: CodeHost;
}
