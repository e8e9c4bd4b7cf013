import { Cancelled, HumanError } from '../base/errors.ts';
import type { ChangeRecord, Commit, Deployment } from '../procedure/changeRecord.ts';
import type { Procedure } from '../procedure/procedure.ts';
import type { JudgePorts } from './observePorts.ts';
import type { HostedChange } from './hostedChange.ts';

/** Marks the merges that git makes just so by itself: an update from the base makes nobody a contributor. */
export async function cleanMergesOf(
  { workingCopy, base }: JudgePorts,
  { commits }: HostedChange,
  signal: AbortSignal,
): Promise<readonly Commit[]> {
  const merges = commits.filter(({ parents }) => parents.length === 2);
  if (!workingCopy || merges.length === 0) {
    return commits;
  }
  const clean = await orLeftOut(async () => {
    await workingCopy.fetchCommits(
      base.remote,
      merges.map(({ sha }) => sha),
      signal,
    );
    return workingCopy.cleanMerges(merges, signal);
  }, new Set<string>());
  return commits.map((commit) => (clean.has(commit.sha) ? { ...commit, cleanMerge: true } : commit));
}

interface UnchangedCommits {
  readonly patchIds: ChangeRecord['patchIds'];
  /** Of other commits than the head. */
  readonly deployments: readonly Deployment[];
}

/** Where approvals are kept while the diff stays the same: what git says of the diffs, and where each was deployed. */
export async function unchangedCommits(
  { workingCopy, codeHost, base }: JudgePorts,
  { pullRequest, reviews, commits }: HostedChange,
  { approvals, qa }: Procedure,
  signal: AbortSignal,
): Promise<UnchangedCommits> {
  if (!workingCopy || !pullRequest || approvals.stale !== 'keep-if-unchanged') {
    return { patchIds: {}, deployments: [] };
  }
  const { baseSha } = pullRequest;
  const { headSha } = pullRequest.pullRequest;
  const reviewed = reviews.flatMap(({ commitSha }) => commitSha ?? []);
  const candidates = new Set(
    [...reviewed, ...commits.map(({ sha }) => sha)].filter((sha) => sha !== headSha),
  );
  const [first] = commits.map(({ authoredAt }) => Date.parse(authoredAt)).toSorted((a, b) => a - b);
  const deployments =
    qa.deployment === 'required' && candidates.size > 0
      ? await codeHost.deployments(qa.environment, candidates, new Date(first ?? 0), signal)
      : [];
  const shas = [...new Set([headSha, ...reviewed, ...deployments.map(({ sha }) => sha)])];
  const patchIds = await orLeftOut(async () => {
    const here = await workingCopy.fetchCommits(base.remote, [baseSha, ...shas], signal);
    return here.has(baseSha)
      ? workingCopy.changeDigests(
          baseSha,
          shas.filter((sha) => here.has(sha)),
          signal,
        )
      : {};
  }, {});
  return { patchIds, deployments };
}

/** Without the proof an approval is stale and a merger a contributor: the strict side, so that nothing is unknown. */
async function orLeftOut<T>(prove: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await prove();
  } catch (error) {
    if (error instanceof Cancelled || !(error instanceof HumanError)) {
      throw error;
    }
    return otherwise;
  }
}
