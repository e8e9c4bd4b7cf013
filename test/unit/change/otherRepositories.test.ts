import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { openClone, openHosted } from '../../../src/adapters.ts';
import { HumanError } from '../../../src/base/errors.ts';
import { chooseSite } from '../../../src/change/chooseSite.ts';
import { observeChange, observePullRequest } from '../../../src/change/observeChange.ts';
import type { ObservedChange } from '../../../src/change/observedChange.ts';
import type { ObservePorts } from '../../../src/change/observePorts.ts';
import { hasChanged } from '../../../src/change/probeChange.ts';
import { useSandbox } from '../../sandbox/mocha.ts';
import type { Person } from '../../sandbox/sandbox.ts';
import { fork, git, repo } from '../sandbox/support.ts';
import { freshPorts, fullBody, review, testAndDeploy, type OpenedPull } from '../support/changes.ts';

const signal = new AbortController().signal;
type Observed = Extract<ObservedChange, { kind: 'change' }>;

describe('a change that spans repositories', function () {
  this.timeout(60_000);
  const handle = useSandbox();

  /** The ports that the product finds for a clone by its remotes, in a new window. */
  async function portsOf(person: Person, folder: string): Promise<ObservePorts> {
    const { workingCopy } = openClone({ binary: 'git', directory: folder });
    const site = chooseSite(await workingCopy.remotes(), [handle.sandbox.url]);
    assert.ok(site);
    const tokens = { get: async () => Promise.resolve(person.token), rejected: () => undefined };
    return { workingCopy, base: site.base, ...openHosted(site.base, tokens, 'change-guide/test') };
  }

  async function observe(ports: ObservePorts): Promise<Observed> {
    const observed = await observeChange(ports, new Date(), signal);
    assert.equal(observed.kind, 'change');
    return observed;
  }

  async function commit(folder: string, file: string): Promise<void> {
    writeFileSync(path.join(folder, file), 'export {};\n');
    await git(folder, 'add', '.');
    await git(folder, 'commit', '--quiet', '--message', `Add ${file}`);
  }

  const statuses = ({ report }: Observed) => report.steps.map(({ status }) => status).join(' ');

  describe('from a fork', () => {
    const branch = 'feature/7-fork';
    let folder = '';
    let pull: OpenedPull;

    before('the developer’s clone: the fork as origin, the repository itself as upstream', async () => {
      const { sandbox } = handle;
      const { developer } = sandbox.people;
      folder = handle.folder('fork');
      const { owner, remoteUrl } = await fork(sandbox, developer);
      await sandbox.clone(developer, folder, remoteUrl);
      await git(folder, 'remote', 'add', 'upstream', sandbox.repository.remoteUrl);
      await git(folder, 'fetch', '--quiet', 'upstream');
      await git(folder, 'switch', '--quiet', '--no-track', '--create', branch, 'upstream/main');
      await commit(folder, 'src/fork.ts');
      await git(folder, 'push', '--quiet', '--set-upstream', 'origin', branch);
      // A stranger's branch of the same name, in a fork of theirs.
      const other = await fork(sandbox, sandbox.people.qa);
      const theirs = handle.folder('stranger');
      await sandbox.clone(sandbox.people.qa, theirs, other.remoteUrl);
      await git(theirs, 'switch', '--quiet', '--create', branch);
      await commit(theirs, 'src/stranger.ts');
      await git(theirs, 'push', '--quiet', '--set-upstream', 'origin', branch);
      const create = async (person: Person, head: string) =>
        sandbox.as(person).pulls.create({ ...repo, title: head, head, base: 'main', body: fullBody });
      const { data } = await create(developer, `${owner}:${branch}`);
      await create(sandbox.people.qa, `${other.owner}:${branch}`);
      pull = { number: data.number, branch, head: data.head.sha };
    });

    it('is its developer’s, not a stranger’s of the same name, and follows what is pushed to the fork', async () => {
      const { sandbox } = handle;
      const ports = await portsOf(sandbox.people.developer, folder);
      assert.deepEqual([ports.base.remote, ports.base.owner], ['upstream', 'acme']);
      const change = await observe(ports);
      assert.equal(change.record.pullRequest?.number, pull.number);
      assert.deepEqual(change.otherPullRequests, []);
      assert.deepEqual(change.record.unknown, []);
      assert.deepEqual(
        change.record.files.map((file) => file.path),
        ['src/fork.ts'],
      );
      assert.equal(statuses(change), 'done done waiting not-required waiting waiting');
      assert.equal(await hasChanged(ports, change, signal), false);

      await review(sandbox, 'peer', pull);
      assert.equal(await hasChanged(ports, change, signal), true);
      assert.equal((await observe(ports)).report.steps[2]?.status, 'done');
      await commit(folder, 'src/fork-2.ts');
      await git(folder, 'push', '--quiet');
      const stale = await observe(ports);
      assert.equal(stale.record.pullRequest?.headSha, await git(folder, 'rev-parse', 'HEAD'));
      assert.equal(stale.report.steps[2]?.status, 'waiting');
      assert.equal(stale.report.steps[2].approvals[0]?.reason, 'approval.stale');
    });

    it('is seen in a maintainer’s clone, however its branch came there', async () => {
      const { sandbox } = handle;
      const { lead } = sandbox.people;
      const clone = handle.folder('maintainer');
      await sandbox.clone(lead, clone);
      const number = async (): Promise<number | undefined> =>
        (await observe(await portsOf(lead, clone))).record.pullRequest?.number;

      // By the ref that the repository itself keeps of it, as `gh pr checkout` does where it may not push.
      const ref = `refs/pull/${pull.number}/head`;
      await git(clone, 'fetch', '--quiet', 'origin', `${ref}:by-ref`);
      await git(clone, 'config', 'branch.by-ref.remote', 'origin');
      await git(clone, 'config', 'branch.by-ref.merge', ref);
      await git(clone, 'switch', '--quiet', 'by-ref');
      assert.equal(await number(), pull.number);
      assert.deepEqual(
        (await observe(await portsOf(lead, clone))).record.commits.map(({ cleanMerge }) => cleanMerge),
        [undefined, undefined],
      );

      // By a remote for the fork, which is neither origin nor upstream.
      const remoteUrl = `${sandbox.url}/${sandbox.people.developer.login}/payments.git`;
      await git(clone, 'remote', 'add', 'dana', remoteUrl);
      await git(clone, 'fetch', '--quiet', 'dana');
      await git(clone, 'switch', '--quiet', '--create', 'by-remote', '--track', `dana/${branch}`);
      assert.equal(await number(), pull.number);

      // By the fork's address without a remote of that name.
      await git(clone, 'branch', '--quiet', '--no-track', 'by-address', 'HEAD');
      await git(clone, 'config', 'branch.by-address.remote', remoteUrl);
      await git(clone, 'config', 'branch.by-address.merge', `refs/heads/${branch}`);
      await git(clone, 'switch', '--quiet', 'by-address');
      assert.equal(await number(), pull.number);

      // A branch of that name in the repository itself is another change.
      await git(clone, 'switch', '--quiet', '--create', branch, '--no-track', 'origin/main');
      await git(clone, 'commit', '--quiet', '--allow-empty', '--message', 'Mine');
      await git(clone, 'push', '--quiet', '--set-upstream', 'origin', branch);
      assert.equal(await number(), undefined);
    });

    it('goes through all steps, and is merged', async () => {
      const { sandbox } = handle;
      const ports = await portsOf(sandbox.people.developer, folder);
      const head = await git(folder, 'rev-parse', 'HEAD');
      await testAndDeploy(sandbox, { ...pull, head, branch: head });
      for (const role of ['peer', 'qa', 'lead'] as const) {
        await review(sandbox, role, pull);
      }
      const complete = await observe(ports);
      assert.deepEqual(complete.record.unknown, []);
      assert.equal(complete.report.verdict, 'compliant');
      await sandbox.as(sandbox.people.lead).pulls.merge({ ...repo, pull_number: pull.number });
      const merged = await observe(ports);
      assert.deepEqual([merged.record.pullRequest?.state, merged.report.verdict], ['merged', 'compliant']);
    });
  });

  it('checked out in a worktree or a submodule is the one of that folder', async () => {
    const { sandbox } = handle;
    const { developer } = sandbox.people;
    const open = async (folder: string, branch: string): Promise<number> => {
      await git(folder, 'commit', '--quiet', '--allow-empty', '--message', branch);
      await git(folder, 'push', '--quiet', '--set-upstream', 'origin', branch);
      const pull = { ...repo, title: branch, head: branch, base: 'main', body: fullBody };
      return (await sandbox.as(developer).pulls.create(pull)).data.number;
    };
    const clone = handle.folder('main clone');
    await sandbox.clone(developer, clone);
    await git(clone, 'switch', '--quiet', '--create', 'feature/7-clone');
    const worktree = handle.folder('worktree');
    await git(
      clone,
      'worktree',
      'add',
      '--quiet',
      '--no-track',
      '-b',
      'feature/7-worktree',
      worktree,
      'origin/main',
    );
    const numbers = [await open(clone, 'feature/7-clone'), await open(worktree, 'feature/7-worktree')];

    sandbox.createRepository('shop');
    const shop = handle.folder('shop');
    await sandbox.clone(developer, shop, `${sandbox.url}/acme/shop.git`);
    const helper = await git(shop, 'config', '--get', 'credential.helper');
    const add = ['submodule', '--quiet', 'add', sandbox.repository.remoteUrl, 'payments'];
    await git(shop, '-c', `credential.helper=${helper}`, ...add);
    const submodule = path.join(shop, 'payments');
    for (const name of ['user.name', 'user.email', 'credential.helper']) {
      await git(submodule, 'config', '--add', name, await git(shop, 'config', '--get', name));
    }
    await git(submodule, 'switch', '--quiet', '--create', 'feature/7-submodule');
    numbers.push(await open(submodule, 'feature/7-submodule'));

    for (const [at, folder] of [clone, worktree, submodule].entries()) {
      const change = await observe(await portsOf(developer, folder));
      assert.deepEqual(
        [change.record.pullRequest?.number, change.record.repository.name],
        [numbers[at], 'payments'],
      );
      const { lastKnown } = openClone({ binary: 'git', directory: folder });
      await lastKnown.write(change);
      const kept = await openClone({ binary: 'git', directory: folder }).lastKnown.read(change.branch);
      assert.equal(kept?.record.pullRequest?.number, numbers[at]);
    }
    const outside = await observeChange(await portsOf(developer, shop), new Date(), signal);
    assert.deepEqual(outside, { kind: 'none', branch: 'main' });
    await git(submodule, 'switch', '--quiet', '--detach');
    const detached = await observeChange(await portsOf(developer, submodule), new Date(), signal);
    assert.deepEqual(detached, { kind: 'none', branch: undefined }, 'as a submodule usually is');
  });

  describe('of which one is renamed', () => {
    it('is the same change, and none of another repository that takes the name', async () => {
      const { sandbox } = handle;
      const { developer, lead } = sandbox.people;
      const folder = handle.folder('renamed');
      await sandbox.clone(developer, folder);
      await git(folder, 'switch', '--quiet', '--create', 'feature/7-renamed');
      await commit(folder, 'src/renamed.ts');
      await git(folder, 'push', '--quiet', '--set-upstream', 'origin', 'HEAD');
      const { data } = await sandbox.as(developer).pulls.create({
        ...repo,
        title: 'Renamed',
        head: 'feature/7-renamed',
        base: 'main',
        body: fullBody,
      });
      const ports = await portsOf(developer, folder);
      const before = await observe(ports);
      assert.equal(before.record.pullRequest?.number, data.number);

      await sandbox.as(lead).repos.update({ ...repo, name: 'checkout' });
      assert.equal(await hasChanged(ports, before, signal), false, 'the name is no fact of the change');
      await review(sandbox, 'peer', { number: data.number, branch: '', head: data.head.sha });
      const same = await observe(ports);
      assert.deepEqual(
        [same.record.pullRequest?.number, same.record.repository.name, same.report.steps[2]?.status],
        [data.number, 'checkout', 'done'],
      );
      assert.deepEqual(same.record.unknown, []);
      assert.equal((await ports.tracker.find('7', signal))?.key, '#7', 'REST follows');
      await commit(folder, 'src/renamed-2.ts');
      await git(folder, 'push', '--quiet');
      assert.equal((await observe(ports)).report.steps[2]?.status, 'waiting', 'git follows');
      const byNumber = await observePullRequest(
        freshPorts(sandbox, developer),
        data.number,
        new Date(),
        signal,
      );
      assert.equal(byNumber.record.repository.name, 'checkout');

      sandbox.createRepository('payments');
      for (const [what, window] of [
        ['this window', ports],
        ['a new window', await portsOf(developer, folder)],
      ] as const) {
        await assert.rejects(observe(window), (error) => {
          assert.ok(error instanceof HumanError, `${what}: ${String(error)}`);
          assert.match(
            error.message,
            /another repository now: the one of this clone is acme\/checkout today/,
          );
          assert.ok(error.message.includes(`remote set-url origin ${sandbox.url}/acme/checkout.git`), what);
          return true;
        });
      }
      await git(folder, 'remote', 'set-url', 'origin', `${sandbox.url}/acme/checkout.git`);
      const found = await observe(await portsOf(developer, folder));
      assert.equal(found.record.pullRequest?.number, data.number);

      // Whoever means the other one says so by its address.
      await git(folder, 'remote', 'set-url', 'origin', sandbox.repository.remoteUrl);
      assert.equal((await observe(await portsOf(developer, folder))).record.pullRequest, null);
    });
  });
});
