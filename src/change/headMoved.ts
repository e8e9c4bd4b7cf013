import { HumanError } from '../base/errors.ts';
import { shortSha } from '../procedure/wording.ts';
import type { CommitSummary } from './reviews.ts';
import { counted, say } from '../base/say.ts';

/** The pull request's head is another commit than the one that was shown; nothing was sent. */
export class HeadMoved extends HumanError {
  override readonly name = 'HeadMoved';

  constructor(
    readonly pullRequest: number,
    readonly shown: string,
    readonly head: string,
    /** What came since; undefined when it could not be told, as after a rewritten branch. */
    readonly commits: readonly CommitSummary[] | undefined,
  ) {
    const came =
      commits && commits.length > 0
        ? counted(
            commits.length,
            say`${commits.length} commit came since`,
            say`${commits.length} commits came since`,
          )
        : say`the branch was rewritten`;
    super(
      say`The head of #${pullRequest} is ${shortSha(head)} now, no longer ${shortSha(shown)}: ${came}. Nothing was sent, and what you wrote is kept. Look at what came, then decide again.`,
    );
  }
}
