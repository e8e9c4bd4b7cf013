import type { GuardPorts } from '../../change/guardPush.ts';
import type { PushHook } from '../../change/pushHook.ts';
import type { PushNotes } from '../../change/pushNotes.ts';
import type { GitRepository } from '../gitExtension.ts';
import type { Log } from '../messages.ts';
import type { Repositories } from '../repositories.ts';
import type { Sites } from '../sites.ts';

/** What pushing stands on, for one open repository. */
export interface PushParts extends GuardPorts {
  readonly hook: PushHook;
  readonly notes: PushNotes;
  /** Absolute path of the note that the hook leaves; its folder is there. */
  readonly noteFile: () => Promise<string>;
}

export interface PushDependencies {
  readonly repositories: Repositories;
  readonly sites: Sites;
  readonly parts: (repository: GitRepository) => Promise<PushParts>;
  readonly log: Log;
}
