import assert from 'node:assert/strict';
import { useSandbox } from '../../sandbox/mocha.ts';
import { openPull, refusal, repo } from './support.ts';

describe('sandbox: rulesets and branch protection', function () {
  this.timeout(30_000);
  const handle = useSandbox();

  it('tell the checks that a branch requires, and refuse a merge without them', async () => {
    const { sandbox } = handle;
    const lead = sandbox.as(sandbox.people.lead);
    const developer = sandbox.as(sandbox.people.developer);
    const { pull_number, head } = await openPull(sandbox, handle.folder('clone'));
    const ruleset = (name: string, include: string, enforcement: 'active' | 'evaluate' = 'active') => ({
      ...repo,
      name,
      enforcement,
      target: 'branch' as const,
      conditions: { ref_name: { include: [include], exclude: [] } },
      rules: [
        {
          type: 'required_status_checks' as const,
          parameters: {
            required_status_checks: [{ context: `ci/${name}` }],
            strict_required_status_checks_policy: false,
          },
        },
      ],
    });
    assert.equal((await refusal(developer.repos.createRepoRuleset(ruleset('no', '~ALL')))).status, 403);
    await lead.repos.createRepoRuleset(ruleset('default', '~DEFAULT_BRANCH'));
    await lead.repos.createRepoRuleset(ruleset('release', 'refs/heads/release/*'));
    await lead.repos.createRepoRuleset(ruleset('tried-out', '~ALL', 'evaluate'));
    sandbox.requireChecks('main', ['ci/protected']);

    const checksOf = async (branch: string): Promise<string[]> => {
      const { data } = await developer.repos.getBranchRules({ ...repo, branch });
      return data.flatMap((rule) =>
        rule.type === 'required_status_checks'
          ? (rule.parameters?.required_status_checks.map(({ context }) => context) ?? [])
          : [],
      );
    };
    assert.deepEqual(await checksOf('main'), ['ci/default']);
    assert.deepEqual(await checksOf('release/1'), ['ci/release']);
    assert.equal((await developer.repos.getRepoRulesets(repo)).data.length, 3);
    const { repository } = await developer.graphql<{ repository: unknown }>(`query {
      repository(owner: "acme", name: "payments") {
        ref(qualifiedName: "refs/heads/main") {
          refUpdateRule { requiredStatusCheckContexts }
          rules(first: 10) {
            nodes { parameters { ... on RequiredStatusChecksParameters { requiredStatusChecks { context } } } }
          }
        }
      }
    }`);
    assert.deepEqual(repository, {
      ref: {
        refUpdateRule: { requiredStatusCheckContexts: ['ci/protected'] },
        rules: { nodes: [{ parameters: { requiredStatusChecks: [{ context: 'ci/default' }] } }] },
      },
    });

    const merge = lead.pulls.merge({ ...repo, pull_number });
    assert.deepEqual((await refusal(merge)).status, 405);
    for (const context of ['ci/protected', 'ci/default']) {
      await developer.repos.createCommitStatus({ ...repo, sha: head, state: 'success', context });
    }
    assert.equal((await lead.pulls.merge({ ...repo, pull_number })).data.merged, true);
  });
});
