import * as vscode from 'vscode';
import { HeadMoved } from '../../change/headMoved.ts';
import type { NewReview } from '../../change/reviews.ts';
import { submitReview, type DecidedReview, type GivenReview } from '../../change/submitReview.ts';
import { showFailure, showInformation, type Action } from '../messages.ts';
import type { ReviewDependencies } from './dependencies.ts';
import { nameOf, type OpenedChange } from './openedChange.ts';
import { t } from '../language.ts';

/** Sends a review that was decided on, and tells what came of it. */
export async function send(
  dependencies: ReviewDependencies,
  opened: OpenedChange,
  review: NewReview,
  told: {
    /** What is said when it is given, of such as `4e5d6a7 of #42 Limit sign-ins`. */ readonly done: (
      which: string,
    ) => string;
    /** Forgets what was typed for it. */ readonly sent: () => Promise<void>;
    /** Begins again with the facts as they are then. */ readonly again: () => Thenable<unknown>;
  },
): Promise<void> {
  const { site, hosted, pullRequest, mine } = opened;
  const decided: DecidedReview = {
    ...review,
    pullRequest: pullRequest.number,
    known: new Set(mine.map(({ id }) => id)),
  };
  await attempt();

  async function attempt(): Promise<void> {
    try {
      const given = await vscode.window.withProgress(
        {
          location: vscode.ProgressLocation.Notification,
          title: t`Sending your review of #${pullRequest.number}…`,
        },
        async () => submitReview(decided, { ...site, ...hosted }, new AbortController().signal),
      );
      await told.sent();
      void tellGiven(given);
    } catch (error) {
      void showFailure(dependencies.log, error, ...waysOn(error));
    } finally {
      dependencies.changed();
    }
  }

  function waysOn(error: unknown): readonly Action[] {
    return error instanceof HeadMoved
      ? [
          {
            label: t`Show What Came`,
            run: async () => showWhatCame(dependencies, opened, error, told.again),
          },
          { label: t`Look Again`, run: told.again },
        ]
      : [{ label: t`Retry`, run: attempt }];
  }

  async function tellGiven({ review: { url }, wasThere }: GivenReview): Promise<void> {
    const open = t`Open Review`;
    const done = told.done(t`${review.commit.slice(0, 7)} of ${nameOf(pullRequest)}`);
    const answer = await showInformation(
      wasThere ? t`${done} An earlier attempt had sent it already; it is there once.` : done,
      ...(url === undefined ? [] : [open]),
    );
    if (answer === open && url !== undefined) {
      await vscode.env.openExternal(vscode.Uri.parse(url, true));
    }
  }
}

/** The commits that came since the page was shown, and their changes. */
async function showWhatCame(
  dependencies: ReviewDependencies,
  opened: OpenedChange,
  moved: HeadMoved,
  again: () => Thenable<unknown>,
): Promise<void> {
  const { askWhatCame } = await import('./whatCame.ts');
  await askWhatCame(dependencies, opened, moved, again);
}
