import * as vscode from 'vscode';
import { cancellable } from '../cancellable.ts';
import { HumanError } from '../../base/errors.ts';
import { draftLabels } from '../../change/draftLabels.ts';
import { readDraft } from '../../change/draftPoints.ts';
import { openPullRequest, reportOnDraft } from '../../change/draftReport.ts';
import type { Reviewers } from '../../change/pullRequests.ts';
import { reviewersFor } from '../../change/reviewers.ts';
import type { SubmitPlan } from '../../change/submission.ts';
import { ChangedOnHostError, SubmitError } from '../../change/submitError.ts';
import { submitPullRequest, type Submitted } from '../../change/submitPullRequest.ts';
import type { Log } from '../messages.ts';
import type { Repositories } from '../repositories.ts';
import { askAboutOpenPoints } from './askOpenPoints.ts';
import { askReviewers } from './askReviewers.ts';
import { askTicketComment } from './askTicketComment.ts';
import { showConflict } from './conflict.ts';
import type { DraftContext, DraftContexts } from './draftContexts.ts';
import { isDraft } from './draftFiles.ts';
import { contextOfCurrentBranch, preparePullRequest } from './prepareCommand.ts';
import type { SubmitOptions } from './submitOptions.ts';
import { tellStopped, tellSubmitted } from './tellSubmit.ts';
import { t } from '../language.ts';
import { say } from '../../base/say.ts';

export interface SubmitDependencies {
  readonly repositories: Repositories;
  readonly contexts: DraftContexts;
  /** Where the choice of reviewers is remembered. */
  readonly memory: vscode.Memento;
  readonly log: Log;
  /** Called when something came to be that the view shows. */
  readonly changed: () => void;
}

/** **Change: Submit Pull Request** and **Change: Ready for Review**: step 2 of the procedure. */
export async function submitDraft(
  dependencies: SubmitDependencies,
  options: SubmitOptions = {},
): Promise<void> {
  const { repositories, contexts, log, changed } = dependencies;
  const found = await draftToSubmit(dependencies);
  if (!found) {
    await preparePullRequest(repositories, contexts);
    return;
  }
  const { document, context } = found;
  const plan = await planFrom(document, context, dependencies, options);
  try {
    const submitted = await runWithProgress(plan, context);
    void tellSubmitted(submitted, plan, isComplete(document, context), log);
  } catch (error) {
    if (!(error instanceof SubmitError)) {
      throw error;
    }
    if (error.cause instanceof ChangedOnHostError) {
      void showConflict(error.cause, document, context, contexts, log);
    } else {
      void tellStopped(error, log);
    }
  } finally {
    contexts.forget();
    changed();
    context.repository.status().catch(() => undefined);
  }
}

/** The draft in the active editor, else the one of the branch that is checked out; undefined when it has none. */
async function draftToSubmit({ repositories, contexts }: SubmitDependencies) {
  const active = vscode.window.activeTextEditor?.document;
  // What was committed or pushed since it was opened counts.
  contexts.forget();
  const own = active && isDraft(active) ? await contexts.of(active) : undefined;
  if (active && own) {
    await active.save();
    return { document: active, context: own };
  }
  const context = await contextOfCurrentBranch(repositories, contexts);
  const { drafts } = context.site;
  if ((await drafts.read(context.branch)) === undefined) {
    return undefined;
  }
  const document = await vscode.workspace.openTextDocument(await drafts.file(context.branch));
  await document.save();
  return { document, context };
}

async function planFrom(
  document: vscode.TextDocument,
  context: DraftContext,
  dependencies: SubmitDependencies,
  { ready = false, goesOn = false, overwrite }: SubmitOptions,
): Promise<SubmitPlan> {
  const { facts, branch, submission } = context;
  const { points, draft } = readDraft(facts.procedure, document.getText());
  const { title, body } = draft;
  const { labels, problem } = draftLabels(draft.frontMatter);
  if (title === '' || problem !== undefined) {
    await vscode.window.showTextDocument(document, { preview: false });
    throw new HumanError(
      problem ?? say`The pull request has no title. Write it as the first heading of the draft.`,
    );
  }
  const decided = goesOn ? submission?.unfinished?.plan : undefined;
  const there = openPullRequest(facts.record);
  const isNew = !submission?.pullRequest && !there;
  const asksPoints = decided === undefined && points.length > 0 && (isNew || ready);
  const staysDraft = asksPoints ? await askAboutOpenPoints(document, points, ready) : !isNew && !ready;
  const asDraft = decided?.isDraft ?? staysDraft;
  const report = reportOnDraft(facts, { title, body, labels });
  const asksReviewers = !asDraft && (isNew || ready);
  const asked = await reviewers();
  const ticket = await ticketToTell();
  return {
    branch,
    base: facts.procedureSource.baseBranch,
    title,
    body,
    labels,
    isDraft: asDraft,
    reviewers: asked,
    ...(ticket !== undefined && { ticket }),
    // A pull request that stays a draft may be incomplete, and its draft says when the security team is needed.
    settled: asDraft && there?.isDraft !== false ? ['description', 'security'] : ['security'],
    ...(overwrite && { overwrite }),
  };

  /** A submit that stopped is gone on with as it was decided, whichever button begins it again. */
  async function ticketToTell(): Promise<string | undefined> {
    const begun = submission?.unfinished?.plan;
    const key = facts.record.ticket?.key;
    return begun || !isNew || key === undefined ? begun?.ticket : askTicketComment(key);
  }

  async function reviewers(): Promise<Reviewers> {
    const stoppedThere = submission?.unfinished?.at === 'reviewers';
    if (decided && !stoppedThere) {
      return decided.reviewers;
    }
    const { owner, name } = facts.record.repository;
    const roles = reviewersFor(facts.procedure, report, { owner, author: facts.viewer });
    return asksReviewers || stoppedThere
      ? askReviewers(roles, { owner, name }, dependencies.memory, stoppedThere)
      : { users: [], teams: [] };
  }
}

function isComplete(document: vscode.TextDocument, { facts }: DraftContext): boolean {
  return readDraft(facts.procedure, document.getText()).points.length === 0;
}

async function runWithProgress(plan: SubmitPlan, { site }: DraftContext): Promise<Submitted> {
  return cancellable(t`Submit Pull Request`, async (run) =>
    submitPullRequest(plan, { ...site, ...site.hosted }, run),
  );
}
