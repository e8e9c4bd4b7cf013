import type { GitRepository } from '../gitExtension.ts';
import type { Log } from '../messages.ts';
import type { Repositories } from '../repositories.ts';
import type { Sites } from '../sites.ts';
import type { KeptTexts } from './keptTexts.ts';
import type { ReviewTarget } from './reviewTarget.ts';

/** What the commands of those who review, sign off, approve and merge need. */
export interface ReviewDependencies {
  readonly repositories: Repositories;
  readonly sites: Sites;
  readonly target: ReviewTarget;
  readonly texts: KeptTexts;
  readonly log: Log;
  /** The pull request of the branch that is checked out, as far as it is known. */
  readonly checkedOut: () => CheckedOut | undefined;
  /** Called when something came to be that the view shows. */
  readonly changed: () => void;
}

export interface CheckedOut {
  readonly repository: GitRepository;
  readonly number: number;
}
