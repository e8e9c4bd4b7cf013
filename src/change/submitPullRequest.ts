import { HumanError, throwIfCancelled } from '../base/errors.ts';
import { sameText } from '../base/text.ts';
import type { Exclusively } from './exclusively.ts';
import { HostError } from './hostError.ts';
import type { Description, Head, HostedPullRequest, PullRequests } from './pullRequests.ts';
import type { Submission, SubmissionStore, SubmitPlan, SubmitStage } from './submission.ts';
import { ChangedOnHostError, NotOpenError, SubmitError } from './submitError.ts';
import { tellTicket } from './ticketsFollow.ts';
import type { Tracker } from './tracker.ts';
import type { WorkingCopy } from './workingCopy.ts';
import { say, type Text } from '../base/say.ts';

/** What submitting needs. */
export interface SubmitPorts {
  readonly workingCopy: WorkingCopy;
  readonly pullRequests: PullRequests;
  readonly tracker: Tracker;
  readonly drafts: SubmissionStore;
  readonly exclusively: Exclusively;
  /** The remote that branches are pushed to. */
  readonly pushRemote: string;
  /** Whose repository that is. */
  readonly pushOwner: string;
}

export interface SubmitFeedback {
  /** What is being done now, for a progress message. */
  readonly report: (doing: Text) => void;
  readonly signal: AbortSignal;
}

/** What came to be. */
export interface Submitted {
  readonly pullRequest: HostedPullRequest;
  readonly wasCreated: boolean;
}

/**
 * Pushes the branch, creates the pull request or brings the one that is there up to date, marks it as ready, sets its
 * labels, requests its reviewers and tells its ticket: step 2 of the procedure.
 *
 * An existing pull request is looked for before one is made, and what the host says instead of what it was last given
 * is not overwritten unless the plan says so. How far it came is kept: submitting again goes on from there, and so does
 * another window of the clone that does it at the same time.
 *
 * @throws {SubmitError} says what exists and what does not; its cause may be one of the two others of that file.
 */
export async function submitPullRequest(
  plan: SubmitPlan,
  ports: SubmitPorts,
  feedback: SubmitFeedback,
): Promise<Submitted> {
  return ports.exclusively('submit', async () => {
    const known = await ports.drafts.readSubmission(plan.branch);
    const run = new SubmitRun(plan, known, ports, feedback);
    try {
      return await run.run();
    } catch (error) {
      throw new SubmitError(run.submission, run.stage, error);
    }
  });
}

class SubmitRun {
  stage: SubmitStage = 'push';
  submission: Submission;
  readonly #plan: SubmitPlan;
  readonly #ports: SubmitPorts;
  readonly #feedback: SubmitFeedback;
  /** What the host may say without it being someone else's words. */
  readonly #ours: readonly Description[];

  constructor(plan: SubmitPlan, known: Submission | undefined, ports: SubmitPorts, feedback: SubmitFeedback) {
    this.#plan = plan;
    this.#ports = ports;
    this.#feedback = feedback;
    this.#ours = [plan, known?.agreed, known?.unfinished?.plan, plan.overwrite].filter(
      (said) => said !== undefined,
    );
    this.submission = known ?? { schema: 'submission/1', branch: plan.branch };
  }

  async run(): Promise<Submitted> {
    const { workingCopy, pullRequests, tracker, pushRemote } = this.#ports;
    const { labels, reviewers, isDraft, branch, settled, ticket } = this.#plan;
    const { signal } = this.#feedback;
    await this.#begin('push', say`Pushing ${branch}…`);
    await workingCopy.push(pushRemote, branch, signal, settled);
    const { pullRequest, wasCreated } = await this.#pullRequest();
    const { number } = pullRequest;
    if (pullRequest.isDraft && !isDraft) {
      await this.#begin('ready', say`Marking it as ready for review…`);
      await pullRequests.markReady(pullRequest, signal);
    }
    const missing = labels.filter((label) => !pullRequest.labels.some((other) => sameName(label, other)));
    if (missing.length > 0) {
      await this.#begin('labels', say`Setting the labels…`);
      await pullRequests.addLabels(number, missing, signal);
    }
    if (reviewers.users.length + reviewers.teams.length > 0) {
      await this.#begin('reviewers', say`Requesting reviewers…`);
      await pullRequests.requestReviewers(number, reviewers, signal);
    }
    if (ticket !== undefined) {
      await this.#begin('ticket', say`Writing a comment on ${ticket}…`);
      await tellTicket(tracker, ticket, pullRequest.url, signal);
    }
    await this.#save(finished(this.submission));
    return { pullRequest: { ...pullRequest, isDraft: pullRequest.isDraft && isDraft }, wasCreated };
  }

  async #begin(stage: SubmitStage, doing: Text): Promise<void> {
    throwIfCancelled(this.#feedback.signal);
    this.stage = stage;
    this.#feedback.report(doing);
    await this.#save({ ...this.submission, unfinished: { plan: this.#plan, at: stage } });
  }

  async #save(submission: Submission): Promise<void> {
    this.submission = submission;
    await this.#ports.drafts.writeSubmission(submission);
  }

  async #pullRequest(): Promise<Submitted> {
    this.stage = 'describe';
    const there = await this.#existing();
    const created = there ? undefined : await this.#create();
    const pullRequest = created ?? there;
    if (!pullRequest) {
      throw new HumanError(
        say`The pull request is neither there nor could it be created. Retry in a moment.`,
      );
    }
    const { id, number, url } = pullRequest;
    await this.#save({ ...this.submission, pullRequest: { id, number, url } });
    const wasCreated = created !== undefined;
    return {
      pullRequest: wasCreated ? await this.#agreed(pullRequest) : await this.#describe(pullRequest),
      wasCreated,
    };
  }

  async #existing(): Promise<HostedPullRequest | undefined> {
    const { pullRequests } = this.#ports;
    const { signal, report } = this.#feedback;
    throwIfCancelled(signal);
    report(say`Looking for the pull request…`);
    const known = this.submission.pullRequest;
    const found = known
      ? await pullRequests.find(known.number, signal)
      : await pullRequests.findOpen(this.#head, this.#plan.base, signal);
    if (found && found.state !== 'open') {
      throw new NotOpenError(found);
    }
    return found;
  }

  get #head(): Head {
    return { owner: this.#ports.pushOwner, branch: this.#plan.branch };
  }

  async #create(): Promise<HostedPullRequest | undefined> {
    const { title, body, base, isDraft } = this.#plan;
    await this.#begin('create', say`Creating the pull request…`);
    try {
      return await this.#ports.pullRequests.create(
        { title, body, base, isDraft, head: this.#head },
        this.#feedback.signal,
      );
    } catch (error) {
      if (error instanceof HostError && error.problem === 'refused') {
        // It was refused, so it was not made.
        this.stage = 'describe';
      }
      throw error;
    }
  }

  /** Brings the host's words up to date, unless they are someone else's. */
  async #describe(theirs: HostedPullRequest): Promise<HostedPullRequest> {
    const { pullRequests } = this.#ports;
    const { title, body } = this.#plan;
    this.stage = 'describe';
    if (!saysTheSame(theirs, this.#plan)) {
      if (theirs.body.trim() !== '' && !this.#ours.some((ours) => saysTheSame(ours, theirs))) {
        throw new ChangedOnHostError(theirs);
      }
      await this.#begin('describe', say`Updating the description…`);
      await pullRequests.describe(theirs.number, { title, body }, this.#feedback.signal);
    }
    return this.#agreed(theirs);
  }

  async #agreed(pullRequest: HostedPullRequest): Promise<HostedPullRequest> {
    const { title, body } = this.#plan;
    await this.#save({ ...this.submission, agreed: { title, body } });
    return { ...pullRequest, title, body };
  }
}

function finished({ schema, branch, pullRequest, agreed }: Submission): Submission {
  return { schema, branch, ...(pullRequest && { pullRequest }), ...(agreed && { agreed }) };
}

function saysTheSame(one: Description, other: Description): boolean {
  return sameText(one.title, other.title) && sameText(one.body, other.body);
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
