import { list } from '../procedure/wording.ts';
import type { ComplianceReport } from '../procedure/report.ts';
import type { CommitStatus, CommitStatuses } from './commitStatuses.ts';
import { procedureStatus, procedureStatusName } from './procedureStatus.ts';

/** Where the status links to: what was asked for, else the usual page. */
export interface StatusLink {
  readonly wanted: string | undefined;
  readonly usual: string;
}

/**
 * Shows the report as the commit status of the head. A status that says so already is left alone: GitHub takes
 * a thousand of one name for a commit, and no more.
 *
 * @returns what became of it, in a sentence.
 * @throws {HumanError} when the host can't be asked, or refuses.
 */
export async function showStatus(
  statuses: CommitStatuses,
  report: ComplianceReport,
  { wanted, usual }: StatusLink,
  signal: AbortSignal,
): Promise<string> {
  const { headSha: sha } = report.change;
  const status = shared(await statuses.openPullRequestsAt(sha, signal)) ?? procedureStatus(report);
  const shown = await statuses.latest(sha, procedureStatusName, signal);
  const words = `The commit status \`${procedureStatusName}\``;
  const isShown =
    shown?.state === status.state &&
    shown.description === status.description &&
    // Each run of a workflow has a page of its own; that alone is no news.
    (wanted === undefined || wanted === shown.link);
  if (isShown) {
    return `${words} is ${status.state} already.`;
  }
  await statuses.set(sha, procedureStatusName, status, wanted ?? usual, signal);
  return `${words} was set to ${status.state}.`;
}

/** A status belongs to the commit: a success of one pull request would let another one through. */
function shared(pullRequests: readonly number[]): CommitStatus | undefined {
  if (pullRequests.length < 2) {
    return undefined;
  }
  const names = list(
    pullRequests.map((number) => `#${number}`),
    'and',
  );
  return {
    state: 'error',
    description: `This commit is the head of ${String(names)}: close all but one, or push to one`,
  };
}
