import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { utimes } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { PartlyUnstashed } from '../../../src/change/workingCopy.ts';
import { GitWorkingCopy } from '../../../src/git/workingCopy.ts';
import { testRepository, type TestRepository } from '../support/repositories.ts';

describe('GitWorkingCopy stashes', () => {
  let repository: TestRepository;
  let workingCopy: GitWorkingCopy;

  beforeEach(() => {
    repository = testRepository();
    workingCopy = new GitWorkingCopy({ binary: 'git', directory: repository.clone });
  });
  afterEach(() => {
    repository.remove();
  });

  const status = () =>
    repository
      .git('status', '--porcelain')
      .split('\n')
      .map((line) => line.trim());
  const inGitFolder = (file: string) => path.join(repository.clone, '.git', file);

  /** As VS Code's own Git does: it takes the index' lock to write down what it found. */
  function lookOverAndOver(): { end(): Promise<void> } {
    let isOver = false;
    const look = async () => {
      for (let second = 1; !isOver; second++) {
        // A file that looks changed makes git write the index. It is not there while a stash writes it anew.
        const file = path.join(repository.clone, 'looked-at.txt');
        await utimes(file, second, second).catch(() => undefined);
        await promisify(execFile)('git', ['status'], { cwd: repository.clone }).catch(() => undefined);
      }
    };
    const looking = Promise.all([look(), look()]);
    return {
      async end() {
        isOver = true;
        await looking;
      },
    };
  }

  it('puts changes aside and brings all of them back, while another git looks at the files', async function () {
    this.timeout(60_000);
    repository.write('looked-at.txt', 'the same\n');
    repository.commit('A file to look at');
    const others = lookOverAndOver();
    try {
      for (let round = 0; round < 5; round++) {
        repository.write('README.md', `round ${round}\n`);
        repository.write('untracked.txt', `round ${round} too\n`);
        const stash = await workingCopy.stash(`before ${round}`);
        assert.deepEqual((await workingCopy.state()).uncommitted, []);
        await workingCopy.unstash(stash);
        assert.deepEqual((await workingCopy.state()).uncommitted, ['README.md', 'untracked.txt']);
        assert.equal(
          readFileSync(path.join(repository.clone, 'untracked.txt'), 'utf8'),
          `round ${round} too\n`,
        );
      }
    } finally {
      await others.end();
    }
    assert.equal(repository.git('stash', 'list'), '');
    assert.deepEqual(
      readdirSync(inGitFolder('.')).filter((name) => name.startsWith('index')),
      ['index'],
    );
  });

  it('keeps what is staged apart from what is not', async () => {
    repository.write('README.md', 'staged\n');
    repository.git('add', 'README.md');
    repository.write('README.md', 'staged\nand more\n');
    repository.write('new.txt', 'new\n');
    repository.git('add', 'new.txt');
    const before = status();
    await workingCopy.unstash(await workingCopy.stash('mixed'));
    assert.deepEqual(status(), before);
    assert.equal(repository.git('show', ':README.md'), 'staged');
  });

  it('brings back the stash that is meant, whatever was stashed or dropped besides', async () => {
    repository.write('README.md', 'ours\n');
    const stash = await workingCopy.stash('ours');
    repository.write('README.md', 'another\n');
    repository.git('stash', 'push', '--message', 'another');
    await workingCopy.unstash(stash);
    assert.equal(readFileSync(path.join(repository.clone, 'README.md'), 'utf8'), 'ours\n');
    assert.match(repository.git('stash', 'list'), /^stash@\{0\}: On main: another$/);
  });

  it('changes nothing when an untracked file of the stash is there by now', async () => {
    repository.write('README.md', 'aside\n');
    repository.write('notes.txt', 'aside\n');
    const stash = await workingCopy.stash('with notes');
    repository.write('notes.txt', 'other notes\n');
    await assert.rejects(workingCopy.unstash(stash), /“notes\.txt” is there by now.*Rename or delete it/);
    assert.deepEqual(status(), ['?? notes.txt']);
    rmSync(path.join(repository.clone, 'notes.txt'));
    await workingCopy.unstash(stash);
    assert.deepEqual(status(), ['M README.md', '?? notes.txt']);
  });

  it('says so when the changes conflict with the branch, and keeps the stash', async () => {
    repository.write('README.md', 'aside\n');
    repository.write('untracked.txt', 'aside too\n');
    const stash = await workingCopy.stash('conflicting');
    repository.write('README.md', 'meanwhile\n');
    repository.commit('Meanwhile');
    await assert.rejects(workingCopy.unstash(stash), (error) => {
      assert.ok(error instanceof PartlyUnstashed);
      assert.match(error.message, /conflict with this branch in “README\.md”.*the stash is kept/);
      return true;
    });
    assert.deepEqual(status(), ['UU README.md', '?? untracked.txt']);
    assert.match(readFileSync(path.join(repository.clone, 'README.md'), 'utf8'), /<<<<<<< [^]*aside/);
    assert.notEqual(repository.git('stash', 'list'), '');
  });

  it('waits for a git that holds the index', async () => {
    repository.write('README.md', 'aside\n');
    writeFileSync(inGitFolder('index.lock'), '');
    setTimeout(() => {
      rmSync(inGitFolder('index.lock'));
    }, 300);
    await workingCopy.stash('waited');
    assert.deepEqual(status(), ['']);
  });

  it('leaves everything as it is when the index stays locked, and does not take the lock away', async function () {
    this.timeout(60_000);
    repository.write('README.md', 'aside\n');
    writeFileSync(inGitFolder('index.lock'), '');
    await assert.rejects(workingCopy.stash('never'), /nothing was changed.*index\.lock/);
    assert.deepEqual(status(), ['M README.md']);
    assert.ok(existsSync(inGitFolder('index.lock')));
  });

  it('goes on after a process that was killed while its git stashed', async function () {
    this.timeout(60_000);
    repository.write('README.md', 'aside\n');
    repository.git('add', 'README.md');
    const before = readFileSync(inGitFolder('index'));
    repository.git('stash', 'push', '--quiet', '--message', 'killed');
    // Git was done with the copy, and nobody put it in its place.
    const id = '01234567-89ab-4cde-8f01-23456789abcd';
    renameSync(inGitFolder('index'), inGitFolder(`index.${id}`));
    await utimes(inGitFolder(`index.${id}`), 1, 1);
    writeFileSync(inGitFolder(`index.${id}.begun`), 'half of an index');
    writeFileSync(inGitFolder('index'), before);
    writeFileSync(inGitFolder('index.lock'), `999999999 ${id}`);
    repository.git('branch', 'next');
    await workingCopy.checkOut('next');
    assert.deepEqual(status(), ['']);
    await workingCopy.unstash(repository.git('rev-parse', 'refs/stash'));
    assert.deepEqual(status(), ['M  README.md'], 'staged, as it was');
    assert.deepEqual(
      readdirSync(inGitFolder('.')).filter((name) => name.startsWith('index')),
      ['index'],
    );
  });

  it('checks out once another git is done with the index', async () => {
    repository.git('branch', 'next');
    writeFileSync(inGitFolder('index.lock'), 'DIRC');
    setTimeout(() => {
      rmSync(inGitFolder('index.lock'));
    }, 300);
    await workingCopy.checkOut('next');
    assert.equal(repository.git('symbolic-ref', '--short', 'HEAD'), 'next');
  });

  it('works in a worktree, which has an index of its own', async () => {
    const worktree = path.join(repository.folder, 'second tree');
    repository.git('worktree', 'add', '--quiet', '-b', 'second', worktree);
    const second = new GitWorkingCopy({ binary: 'git', directory: worktree });
    writeFileSync(path.join(worktree, 'README.md'), 'in the second\n');
    repository.write('README.md', 'in the first\n');
    const stash = await second.stash('second');
    assert.deepEqual(
      [(await second.state()).uncommitted, (await workingCopy.state()).uncommitted],
      [[], ['README.md']],
    );
    await second.unstash(stash);
    assert.deepEqual((await second.state()).uncommitted, ['README.md']);
  });
});
