import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { observeChange } from '../../../src/change/observeChange.ts';
import type { ObservedChange } from '../../../src/change/observedChange.ts';
import { hasChanged } from '../../../src/change/probeChange.ts';
import { useSandbox } from '../../sandbox/mocha.ts';
import { git, repo } from '../sandbox/support.ts';
import { openChange, review, testAndDeploy } from '../support/changes.ts';
import { siteOf, type PersonsSite } from '../support/site.ts';

const signal = new AbortController().signal;

describe('a change that is checked out', function () {
  this.timeout(120_000);
  const handle = useSandbox();
  let site: PersonsSite;

  before(async () => {
    site = await siteOf(handle.sandbox, handle.sandbox.people.developer, handle.folder('clone'));
  });

  const developer = () => handle.sandbox.as(handle.sandbox.people.developer);

  async function observe(): Promise<Extract<ObservedChange, { kind: 'change' }>> {
    const observed = await observeChange(site, new Date(), signal);
    assert.equal(observed.kind, 'change');
    return observed;
  }

  it('is read anew only when something changed: one small request tells', async () => {
    const pull = await openChange(handle.sandbox, site.folder);
    const at = { ...repo, issue_number: pull.number };
    const changes: readonly (readonly [what: string, change: () => Promise<unknown>])[] = [
      ['a review', async () => review(handle.sandbox, 'peer', pull)],
      ['a check and a deployment', async () => testAndDeploy(handle.sandbox, pull)],
      ['a label', async () => developer().issues.addLabels({ ...at, labels: ['security'] })],
      [
        'the text',
        async () => developer().pulls.update({ ...repo, pull_number: pull.number, body: 'Closes #7' }),
      ],
      [
        'the ticket',
        async () => developer().issues.update({ ...repo, issue_number: 7, title: 'Another title' }),
      ],
      ['a commit here', async () => git(site.folder, 'commit', '--quiet', '--allow-empty', '-m', 'More')],
      ['its push', async () => git(site.folder, 'push', '--quiet')],
    ];
    for (const [what, change] of changes) {
      // Times on GitHub are whole seconds.
      await new Promise((resolve) => setTimeout(resolve, 1100));
      const facts = await observe();
      handle.sandbox.requests.clear();
      assert.equal(await hasChanged(site, facts, signal), false, `before ${what}`);
      assert.deepEqual(
        handle.sandbox.requests.all.map(({ operation }) => operation),
        ['ChangeProbe'],
      );
      await change();
      assert.equal(await hasChanged(site, facts, signal), true, what);
    }
    const facts = await observe();
    await git(site.folder, 'switch', '--quiet', 'main');
    assert.equal(await hasChanged(site, facts, signal), true, 'another branch');
  });

  it('looks through what can’t be asked: what is unknown is read again', async () => {
    const pull = await openChange(handle.sandbox, site.folder);
    const facts = await observe();
    const unknown = [{ fact: 'checks', reason: 'Down' }] as const;
    assert.equal(await hasChanged(site, { ...facts, record: { ...facts.record, unknown } }, signal), true);
    assert.equal(await hasChanged(site, { ...facts, fingerprint: undefined }, signal), true);
    handle.sandbox.faults.add({ operation: 'ChangeProbe', effect: { kind: 'answer', status: 502 } });
    await assert.rejects(hasChanged(site, facts, signal), /trouble of its own/);
    assert.ok(pull.number > 0);
  });

  it('is the newest open pull request of the branch, else the merged one, under whatever name it was pushed', async () => {
    const first = await openChange(handle.sandbox, site.folder);
    await developer().pulls.update({ ...repo, pull_number: first.number, state: 'closed' });
    const open = async (head: string, base: string) =>
      (await developer().pulls.create({ ...repo, title: 'Next', head, base })).data.number;
    assert.equal((await observe()).record.pullRequest?.state, 'closed');
    const second = await open(first.branch, 'main');
    assert.equal((await observe()).record.pullRequest?.number, second);
    await handle.sandbox.as(handle.sandbox.people.lead).pulls.merge({ ...repo, pull_number: second });
    assert.deepEqual([(await observe()).record.pullRequest?.number], [second]);
    await git(site.folder, 'branch', '--quiet', '--move', 'mine');
    const renamed = await observe();
    assert.deepEqual([renamed.branch, renamed.record.pullRequest?.number], ['mine', second]);
  });

  it('names the other open pull requests of the branch', async () => {
    const pull = await openChange(handle.sandbox, site.folder);
    assert.deepEqual((await observe()).otherPullRequests, []);
    await git(site.folder, 'push', '--quiet', 'origin', 'origin/main:refs/heads/release');
    const { data } = await developer().pulls.create({
      ...repo,
      title: 'Backport',
      head: pull.branch,
      base: 'release',
    });
    const { record, otherPullRequests } = await observe();
    assert.equal(record.pullRequest?.number, data.number);
    assert.deepEqual(
      otherPullRequests.map(({ number, baseRef }) => [number, baseRef]),
      [[pull.number, 'main']],
    );
  });

  it('proves with git which merges are clean, and which diffs stayed the same', async () => {
    await git(site.folder, 'switch', '--quiet', 'main');
    await git(site.folder, 'pull', '--quiet');
    const file = path.join(site.folder, '.github/change-procedure.yml');
    writeFileSync(file, 'version: 1\napprovals: { stale: keep-if-unchanged }\n');
    await git(site.folder, 'commit', '--quiet', '--all', '-m', 'Keep approvals');
    await git(site.folder, 'push', '--quiet');
    const pull = await openChange(handle.sandbox, site.folder);
    await testAndDeploy(handle.sandbox, pull);
    await review(handle.sandbox, 'peer', pull);
    // Someone else's change gets in; the branch takes it over.
    const lead = handle.folder('lead');
    await handle.sandbox.clone(handle.sandbox.people.lead, lead);
    writeFileSync(path.join(lead, 'other.txt'), 'Other\n');
    await git(lead, 'add', '.');
    await git(lead, 'commit', '--quiet', '-m', 'Other');
    await git(lead, 'push', '--quiet');
    await git(site.folder, 'fetch', '--quiet');
    await git(site.folder, 'merge', '--quiet', '--no-edit', 'origin/main');
    await git(site.folder, 'push', '--quiet');
    const head = await git(site.folder, 'rev-parse', 'HEAD');
    const { record, report } = await observe();
    assert.equal(record.commits.find(({ sha }) => sha === head)?.cleanMerge, true);
    assert.ok(record.patchIds[head] !== undefined && record.patchIds[head] === record.patchIds[pull.head]);
    assert.deepEqual(
      report.steps[2]?.approvals.map(({ counts }) => counts),
      [true],
    );
    assert.ok(
      report.steps[4]?.findings.every(({ code }) => code !== 'deployment.missing') === true,
      'the older deployment counts',
    );
    // White space is a change.
    writeFileSync(path.join(site.folder, 'other2.py'), 'if x:\n    y()\n');
    await git(site.folder, 'add', '.');
    await git(site.folder, 'commit', '--quiet', '-m', 'Another file');
    await git(site.folder, 'push', '--quiet');
    const after = await observe();
    assert.deepEqual(
      after.report.steps[2]?.approvals.map(({ reason }) => reason),
      ['approval.stale'],
    );
  });
});
