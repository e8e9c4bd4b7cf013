import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { useSandbox } from '../../sandbox/mocha.ts';
import { branchNames, git, openPull, pushBranch, repo } from './support.ts';

describe('sandbox: git and the API are one', () => {
  const handle = useSandbox();

  it('main holds exactly what the sample folder holds', async () => {
    const { sandbox } = handle;
    const folder = handle.folder('sample');
    await sandbox.clone(sandbox.people.peer, folder);
    const sample = path.join(import.meta.dirname, '../../sandbox/sample');
    const files = readdirSync(sample, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(sample, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
    assert.deepEqual((await git(folder, 'ls-files')).split('\n').sort(), files.sort());
    for (const file of files) {
      assert.equal(
        readFileSync(path.join(folder, file), 'utf8'),
        readFileSync(path.join(sample, file), 'utf8'),
        file,
      );
    }
    const authors = new Set((await git(folder, 'log', '--format=%ae')).split('\n'));
    assert.equal(authors.size, 6, 'five people and the bot');
  });

  it('the API sees what is pushed, deleted and forced with git', async () => {
    const { sandbox } = handle;
    const developer = sandbox.as(sandbox.people.developer);
    const folder = handle.folder('push');
    const branch = await pushBranch(sandbox, sandbox.people.developer, folder);
    const { data } = await developer.repos.getBranch({ ...repo, branch });
    assert.equal(data.commit.sha, await git(folder, 'rev-parse', 'HEAD'));
    assert.equal(data.commit.author?.login, sandbox.people.developer.login);

    await git(folder, 'commit', '--quiet', '--amend', '--message', 'Said better');
    await git(folder, 'push', '--quiet', '--force');
    const forced = await developer.git.getRef({ ...repo, ref: `heads/${branch}` });
    assert.equal(forced.data.object.sha, await git(folder, 'rev-parse', 'HEAD'));

    await git(folder, 'push', '--quiet', '--delete', 'origin', branch);
    assert.ok(!(await branchNames(developer)).includes(branch));
  });

  it('git sees the refs that the API makes, moves and deletes', async () => {
    const { sandbox } = handle;
    const developer = sandbox.as(sandbox.people.developer);
    const folder = handle.folder('refs');
    await sandbox.clone(sandbox.people.developer, folder);
    const [head = '', before = ''] = (await git(folder, 'rev-list', '-2', 'main')).split('\n');
    const ref = 'heads/feature/from-the-api';
    const remote = async (): Promise<string> => git(folder, 'ls-remote', 'origin', `refs/${ref}`);
    await developer.git.createRef({ ...repo, ref: `refs/${ref}`, sha: before });
    assert.match(await remote(), new RegExp(`^${before}`));
    assert.equal(
      (await developer.git.listMatchingRefs({ ...repo, ref: 'heads/feature/from' })).data.length,
      1,
    );
    await developer.git.updateRef({ ...repo, ref, sha: head });
    assert.match(await remote(), new RegExp(`^${head}`));
    await developer.git.deleteRef({ ...repo, ref });
    assert.equal(await remote(), '');
  });

  it('a pull request follows its branch', async () => {
    const { sandbox } = handle;
    const developer = sandbox.as(sandbox.people.developer);
    const folder = handle.folder('follow');
    const { pull_number } = await openPull(sandbox, folder);
    await writeFile(path.join(folder, 'README.md'), 'Rewritten\n');
    await git(folder, 'mv', 'docs/runbook.md', 'docs/on-call.md');
    await git(folder, 'commit', '--quiet', '--all', '--message', 'More');
    await git(folder, 'push', '--quiet');
    const pull = (await developer.pulls.get({ ...repo, pull_number })).data;
    assert.equal(pull.head.sha, await git(folder, 'rev-parse', 'HEAD'));
    assert.deepEqual([pull.commits, pull.changed_files, pull.mergeable], [2, 3, true]);
    const files = (await developer.pulls.listFiles({ ...repo, pull_number })).data;
    const renamed = files.find(({ status }) => status === 'renamed');
    assert.deepEqual([renamed?.filename, renamed?.previous_filename], ['docs/on-call.md', 'docs/runbook.md']);
    assert.match(
      files.find(({ filename }) => filename === 'README.md')?.patch ?? '',
      /^@@ -1,.*\n-# Payments/,
    );
  });
});
