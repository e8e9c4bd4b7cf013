import assert from 'node:assert/strict';
import { observePullRequest } from '../../../src/change/observeChange.ts';
import type { Change } from '../../../src/change/observedChange.ts';
import { useSandbox } from '../../sandbox/mocha.ts';
import type { FaultEffect } from '../../sandbox/sandbox.ts';
import { repo } from '../sandbox/support.ts';
import { completeChange, freshPorts, type OpenedPull } from '../support/changes.ts';

const signal = new AbortController().signal;

describe('the checks that a branch requires', function () {
  this.timeout(60_000);
  const handle = useSandbox();
  let pull: OpenedPull;

  before(async () => {
    const { sandbox } = handle;
    await sandbox.clone(sandbox.people.developer, handle.folder('clone'));
    pull = await completeChange(sandbox, handle.folder('clone'));
  });

  const observe = async (number = pull.number): Promise<Change> => {
    const { sandbox } = handle;
    return observePullRequest(freshPorts(sandbox, sandbox.people.peer), number, new Date(), signal);
  };
  const checks = ({ record }: Change) => record.checks.map(({ name, result }) => `${name} ${result}`);
  const report = async (context: string) =>
    handle.sandbox
      .as(handle.sandbox.people.developer)
      .repos.createCommitStatus({ ...repo, sha: pull.head, state: 'success', context });
  const addRuleset = async (
    name: string,
    include: string,
    context: string,
    enforcement: 'active' | 'evaluate' = 'active',
  ) =>
    handle.sandbox.as(handle.sandbox.people.lead).repos.createRepoRuleset({
      ...repo,
      name,
      enforcement,
      target: 'branch',
      conditions: { ref_name: { include: [include], exclude: [] } },
      rules: [
        {
          type: 'required_status_checks',
          parameters: {
            required_status_checks: [{ context }],
            strict_required_status_checks_policy: false,
          },
        },
      ],
    });

  it('are pending until they report: those of protection, and of rulesets that hold for it', async () => {
    assert.equal((await observe()).report.verdict, 'compliant');
    handle.sandbox.requireChecks('main', ['ci/test', 'ci/protected']);
    await addRuleset('main', '~DEFAULT_BRANCH', 'ci/scan');
    await addRuleset('all', '~ALL', 'ci/scan');
    await addRuleset('releases', 'refs/heads/release/*', 'ci/release');
    await addRuleset('tried out', '~ALL', 'ci/tried-out', 'evaluate');
    const waiting = await observe();
    assert.deepEqual(checks(waiting), ['ci/test success', 'ci/protected pending', 'ci/scan pending']);
    assert.equal(waiting.report.steps[4]?.status, 'waiting');
    assert.deepEqual(
      waiting.report.steps[4].findings.flatMap(({ data }) => ('check' in data ? data.check : [])),
      ['ci/protected', 'ci/scan'],
    );
    await report('ci/protected');
    await report('ci/scan');
    const reported = await observe();
    assert.ok(checks(reported).every((check) => check.endsWith('success')));
    assert.equal(reported.report.verdict, 'compliant');
  });

  it('are read in REST where GraphQL refuses them, leaves out a rule, or has more than a page', async () => {
    await addRuleset('late', '~DEFAULT_BRANCH', 'ci/late');
    for (let rule = 0; rule < 40; rule += 1) {
      await addRuleset(`more ${rule}`, '~DEFAULT_BRANCH', `ci/more-${rule}`);
    }
    const at = ['repository', 'pull', 'required'];
    const ways: readonly [what: string, effect: FaultEffect][] = [
      ['refused', { kind: 'graphql-null', path: at, error: { type: 'FORBIDDEN', message: 'Not for you' } }],
      ['kept back without a word', { kind: 'graphql-null', path: at }],
      ['a rule is missing', { kind: 'graphql-null', path: [...at, 'rules', 'nodes', 1] }],
    ];
    const expected = checks(await observe());
    assert.ok(expected.includes('ci/late pending') && expected.includes('ci/more-39 pending'));
    for (const [what, effect] of ways) {
      handle.sandbox.faults.clear();
      handle.sandbox.faults.add({ operation: 'Change', effect });
      assert.deepEqual(checks(await observe()), expected, what);
    }
    handle.sandbox.faults.clear();
    for (let rule = 40; rule < 110; rule += 1) {
      await addRuleset(`more ${rule}`, '~DEFAULT_BRANCH', `ci/more-${rule}`);
    }
    assert.ok(checks(await observe()).includes('ci/more-109 pending'), 'beyond the first page');
    handle.sandbox.faults.add({ path: '**/rules/branches/**', effect: { kind: 'answer', status: 404 } });
    const unread = await observe();
    assert.deepEqual(
      unread.record.unknown.map(({ fact }) => fact),
      ['checks'],
    );
    assert.match(unread.record.unknown[0]?.reason ?? '', /required before a merge could not be read/);
    assert.notEqual(unread.report.steps[4]?.status, 'done');
  });

  it('are none of a merged pull request whose base branch is gone, and unknown of an open one', async () => {
    handle.sandbox.faults.add({
      operation: 'Change',
      effect: { kind: 'graphql-null', path: ['repository', 'pull', 'required'] },
    });
    handle.sandbox.faults.add({ path: '**/branches/**', effect: { kind: 'answer', status: 404 } });
    const merged = await observe(6);
    assert.deepEqual([merged.record.pullRequest?.state, merged.record.unknown], ['merged', []]);
    const open = await observe();
    assert.deepEqual(
      open.record.unknown.map(({ fact }) => fact),
      ['checks'],
    );
  });
});
