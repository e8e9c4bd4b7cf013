import { HostError } from '../../change/hostError.ts';
import type { RepositoryName } from '../../change/hostedChange.ts';
import type { GitHubClient } from '../client.ts';
import { mustEnd } from '../mustEnd.ts';
import type { PullAnswer, RequiredAnswer } from './answers.ts';
import type { Spoilt } from './spoilt.ts';

/** The checks that branch protection and rulesets require on the base branch; undefined when they can't be read. */
export async function requiredChecks(
  pull: PullAnswer,
  spoilt: Spoilt,
  client: GitHubClient,
  repository: RepositoryName,
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  if (!spoilt.errorAt('required')) {
    return pull.required === undefined ? undefined : namesOf(pull.required);
  }
  // A workflow's token may not read this in GraphQL, but in REST it may.
  try {
    return await client.request(signal, async (octokit) => {
      const at = { owner: repository.owner, repo: repository.name, branch: pull.baseRefName };
      const [branch, rules] = await Promise.all([
        octokit.request('GET /repos/{owner}/{repo}/branches/{branch}', at),
        octokit.request('GET /repos/{owner}/{repo}/rules/branches/{branch}', at),
      ]);
      const ofRules = rules.data.flatMap((rule) =>
        rule.type === 'required_status_checks'
          ? (rule.parameters?.required_status_checks.map(({ context }) => context) ?? [])
          : [],
      );
      return [...(branch.data.protection.required_status_checks?.contexts ?? []), ...ofRules];
    });
  } catch (error) {
    if (!(error instanceof HostError)) {
      throw error;
    }
    mustEnd(error);
    return undefined;
  }
}

/** A server that knows no rulesets has none. */
function namesOf(required: RequiredAnswer | null): string[] | undefined {
  if (!required) {
    // The base branch is gone: nothing is required of what goes there.
    return [];
  }
  if (required.refUpdateRule === undefined) {
    return undefined;
  }
  const protection = required.refUpdateRule?.requiredStatusCheckContexts ?? [];
  const rules = (required.rules?.nodes ?? []).flatMap((rule) => rule?.parameters?.requiredStatusChecks ?? []);
  return [...protection.flatMap((name) => name ?? []), ...rules.map(({ context }) => context)];
}
