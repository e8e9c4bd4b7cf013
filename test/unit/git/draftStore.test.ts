import assert from 'node:assert/strict';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { GitFolderDraftStore } from '../../../src/git/draftStore.ts';
import { testRepository, type TestRepository } from '../support/repositories.ts';

describe('GitFolderDraftStore', () => {
  let repository: TestRepository;
  const open = (directory = repository.clone) => new GitFolderDraftStore({ binary: 'git', directory });

  beforeEach(() => {
    repository = testRepository();
  });
  afterEach(() => {
    repository.remove();
  });

  it('gives another window what this one wrote, and nobody else may read it', async () => {
    assert.equal(await open().read('feature/42-x'), undefined);
    await open().write('feature/42-x', '# Refund 😀\n');
    await open().write('feature/42-x', '# Refund\n');
    assert.equal(await open().read('feature/42-x'), '# Refund\n');
    if (process.platform !== 'win32') {
      assert.equal(statSync(await open().file('feature/42-x')).mode & 0o077, 0);
    }
    assert.equal(repository.git('status', '--porcelain'), '');
  });

  it('keeps branches apart on file systems that know no case, in names that all of them take', async () => {
    const branches = [
      'feature/a',
      'feature-a',
      'Feature/A',
      'feature/ä',
      'feature/ö',
      'CON',
      '😀',
      `x/${'long'.repeat(60)}`,
      '-x',
      'a..b',
    ];
    const folders = await Promise.all(
      branches.map(async (branch) => path.basename(path.dirname(await open().file(branch)))),
    );
    assert.equal(new Set(folders.map((folder) => folder.toLowerCase())).size, branches.length);
    for (const folder of folders) {
      assert.match(folder, /^[a-z0-9][a-z0-9-]{0,80}$/);
    }
  });

  it('survives the worktree that it was written in', async () => {
    const worktree = path.join(repository.folder, 'other tree');
    repository.git('worktree', 'add', '--quiet', '-b', 'feature/1-x', worktree);
    await open(worktree).write('feature/1-x', '# One\n');
    repository.git('worktree', 'remove', '--force', worktree);
    assert.equal(await open().read('feature/1-x'), '# One\n');
  });

  it('makes its folder again when someone removed it, and works from a folder below the top', async () => {
    repository.write('src/a.ts', '');
    const store = open(path.join(repository.clone, 'src'));
    await store.write('a', 'one');
    repository.gitIn(repository.clone, 'clean', '--quiet', '-fdx');
    assert.equal(await open().read('a'), 'one');
    assert.ok(existsSync(path.join(repository.clone, '.git', 'common', 'change-guide', 'drafts')));
  });
});
