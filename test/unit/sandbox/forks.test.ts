import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { useSandbox } from '../../sandbox/mocha.ts';
import { fork, git, refusal, repo } from './support.ts';

describe('sandbox: forks', function () {
  this.timeout(30_000);
  const handle = useSandbox();

  it('have the branches of their parent, belong to whoever made them, and open pull requests to it', async () => {
    const { sandbox } = handle;
    const { people } = sandbox;
    const folder = handle.folder('fork');
    const { owner, remoteUrl } = await fork(sandbox, people.developer);
    await sandbox.clone(people.developer, folder, remoteUrl);
    assert.equal(await git(folder, 'rev-parse', 'HEAD'), await git(folder, 'rev-parse', 'origin/main'));
    const developer = sandbox.as(people.developer);
    const { data } = await developer.repos.get({ owner, repo: repo.repo });
    assert.deepEqual([data.fork, data.has_issues, data.permissions?.admin], [true, false, true]);
    await assert.rejects(sandbox.as(sandbox.people.qa).repos.get({ owner: 'acme', repo: 'none' }));

    const commit = async (text: string): Promise<string> => {
      writeFileSync(path.join(folder, 'fork.txt'), text);
      await git(folder, 'add', '.');
      await git(folder, 'commit', '--quiet', '--message', text);
      await git(folder, 'push', '--quiet', '--set-upstream', 'origin', 'HEAD');
      return git(folder, 'rev-parse', 'HEAD');
    };
    await git(folder, 'switch', '--quiet', '--create', 'feature/7-fork');
    const first = await commit('One');
    const pull = { ...repo, title: 'From a fork', head: `${owner}:feature/7-fork`, base: 'main' };
    const stranger = await refusal(
      sandbox.as(people.peer).pulls.create({ ...pull, head: 'nobody:feature/7-fork' }),
    );
    assert.equal(stranger.status, 422);
    const opened = await developer.pulls.create(pull);
    assert.deepEqual(
      [opened.data.head.label, opened.data.head.repo.full_name, opened.data.head.sha],
      [`${owner}:feature/7-fork`, `${owner}/payments`, first],
    );
    assert.match((await refusal(developer.pulls.create(pull))).text, /already exists for dana-dev:/);

    const second = await commit('Two');
    const base = handle.folder('base');
    await sandbox.clone(people.peer, base);
    const ref = `refs/pull/${opened.data.number}/head`;
    await git(base, 'fetch', '--quiet', 'origin', ref);
    assert.equal(await git(base, 'rev-parse', 'FETCH_HEAD'), second, 'the head moves with the fork');
    await assert.rejects(git(base, 'push', '--quiet', 'origin', `HEAD:${ref}`), /hidden ref/);

    const { data: merged } = await sandbox
      .as(people.lead)
      .pulls.merge({ ...repo, pull_number: opened.data.number });
    const { data: commits } = await developer.repos.getCommit({ ...repo, ref: merged.sha });
    assert.match(commits.commit.message, /^Merge pull request #\d+ from dana-dev\/feature\/7-fork/);
  });
});
