import { HostError } from '../../change/hostError.ts';
import type { RepositoryName } from '../../change/hostedChange.ts';
import type { Check } from '../../procedure/changeRecord.ts';
import type { GitHubClient } from '../client.ts';
import { mustEnd } from '../mustEnd.ts';
import { conclusionFrom, stateFrom } from './checks.ts';

/**
 * The checks as at the merge. A check that was run again afterwards hides what it had said by then; the host's history
 * still has it. Where that can't be read they stay as they are, which the rules take for not finished in time.
 */
export async function checksAtMerge(
  checks: readonly Check[],
  sha: string,
  mergedAt: string,
  client: GitHubClient,
  { owner, name }: RepositoryName,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const isLate = ({ completedAt }: Check) =>
    completedAt !== undefined && Date.parse(completedAt) > Date.parse(mergedAt);
  if (!checks.some(isLate)) {
    return checks;
  }
  const at = { owner, repo: name, ref: sha, per_page: 100 } as const;
  try {
    const history = await client.request(signal, async (octokit) => {
      const runs = await octokit.paginate('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', {
        ...at,
        filter: 'all',
      });
      const statuses = await octokit.paginate('GET /repos/{owner}/{repo}/commits/{ref}/statuses', at);
      return [
        ...runs.flatMap((run): Check[] =>
          run.completed_at !== null && run.conclusion !== null
            ? [
                {
                  name: run.name,
                  result: conclusionFrom(run.conclusion),
                  completedAt: run.completed_at,
                  ...(run.details_url !== null && { url: run.details_url }),
                },
              ]
            : [],
        ),
        ...statuses.map((status): Check => ({
          name: status.context,
          result: stateFrom(status.state),
          completedAt: status.created_at,
          ...(status.target_url !== null && { url: status.target_url }),
        })),
      ].filter((check) => !isLate(check));
    });
    const time = ({ completedAt = '' }: Check) => Date.parse(completedAt);
    return checks.map((check) => {
      const earlier = history.filter(({ name: other }) => other === check.name);
      const [last] = earlier.toSorted((a, b) => time(b) - time(a));
      return isLate(check) && last ? last : check;
    });
  } catch (error) {
    if (!(error instanceof HostError)) {
      throw error;
    }
    mustEnd(error);
    return checks;
  }
}
