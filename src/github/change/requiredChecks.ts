import { HostError } from '../../change/hostError.ts';
import type { RepositoryName } from '../../change/hostedChange.ts';
import type { GitHubClient } from '../client.ts';
import { mustEnd } from '../mustEnd.ts';
import type { Maybe, RequiredAnswer } from './answers.ts';
import type { Spoilt } from './spoilt.ts';

/** The checks that branch protection and rulesets require on a base branch; undefined when they can't be read. */
export async function requiredChecks(
  answer: { readonly required?: Maybe<RequiredAnswer>; readonly state?: string },
  branch: string,
  spoilt: Spoilt,
  client: GitHubClient,
  repository: RepositoryName,
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  const required = spoilt.errorAt('required') ? undefined : answer.required;
  // None: the branch is gone, or GitHub kept it to itself. With its base branch an open pull request would be closed.
  const mayBeGone = required === null && answer.state !== undefined && answer.state !== 'OPEN';
  return namesOf(required ?? undefined) ?? readByRest(branch, mayBeGone, client, repository, signal);
}

/** A workflow's token may not read this in GraphQL, but in REST it may; and REST tells all of a long list. */
async function readByRest(
  branch: string,
  mayBeGone: boolean,
  client: GitHubClient,
  { owner, name }: RepositoryName,
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  try {
    return await client.request(signal, async (octokit) => {
      const at = { owner, repo: name, branch };
      const [{ data }, rules] = await Promise.all([
        octokit.request('GET /repos/{owner}/{repo}/branches/{branch}', at),
        octokit.paginate('GET /repos/{owner}/{repo}/rules/branches/{branch}', { ...at, per_page: 100 }),
      ]);
      const ofRules = rules.flatMap((rule) =>
        rule.type === 'required_status_checks'
          ? (rule.parameters?.required_status_checks.map(({ context }) => context) ?? [])
          : [],
      );
      return [...(data.protection.required_status_checks?.contexts ?? []), ...ofRules];
    });
  } catch (error) {
    if (!(error instanceof HostError)) {
      throw error;
    }
    mustEnd(error);
    // Nothing is required of what goes to a branch that is not there.
    return mayBeGone && error.problem === 'not-found' ? [] : undefined;
  }
}

/** A server that knows no rulesets has none. */
function namesOf(required: RequiredAnswer | undefined): string[] | undefined {
  const { refUpdateRule, rules } = required ?? {};
  const nodes = rules?.nodes ?? [];
  if (refUpdateRule === undefined || rules?.pageInfo?.hasNextPage === true || nodes.includes(null)) {
    return undefined;
  }
  const protection = refUpdateRule?.requiredStatusCheckContexts ?? [];
  const ofRules = nodes.flatMap((rule) => rule?.parameters?.requiredStatusChecks ?? []);
  return [...protection.flatMap((name) => name ?? []), ...ofRules.map(({ context }) => context)];
}
