import type { Description, HostedPullRequest, Reviewers } from './pullRequests.ts';
import type { SettledPoint } from './push.ts';

/** What the developer decided when submitting. */
export interface SubmitPlan extends Description {
  readonly branch: string;
  /** The branch that the change is to be merged into. */
  readonly base: string;
  /** Whether the pull request is to be a draft. One that is there and is none is left so. */
  readonly isDraft: boolean;
  readonly labels: readonly string[];
  readonly reviewers: Reviewers;
  /** Key of the ticket that is told of the pull request by a comment. */
  readonly ticket?: string;
  /** What the developer was asked about or shown, so that push warnings that block don't stop the push for it. */
  readonly settled: readonly SettledPoint[];
  /** What the host says instead, as the developer has seen it and wants it overwritten. */
  readonly overwrite?: Description;
}

/** How far the submitting of a branch's draft came: each field is there once the thing itself is. */
export interface Submission {
  readonly schema: 'submission/1';
  readonly branch: string;
  readonly pullRequest?: Pick<HostedPullRequest, 'id' | 'number' | 'url'>;
  /** What the draft and the host last agreed on. */
  readonly agreed?: Description;
  /** A submit that stopped on its way. */
  readonly unfinished?: { readonly plan: SubmitPlan; readonly at: SubmitStage };
}

export type SubmitStage = 'push' | 'create' | 'describe' | 'ready' | 'labels' | 'reviewers' | 'ticket';

/** Keeps, beside each branch's draft, what became of it. */
export interface SubmissionStore {
  /** Undefined when there is none, or it can't be read any more: the host is then asked. */
  readSubmission(branch: string): Promise<Submission | undefined>;
  writeSubmission(submission: Submission): Promise<void>;
}
