import assert from 'node:assert/strict';
import path from 'node:path';
import { GitWorkingCopy } from '../../../src/git/workingCopy.ts';
import { testRepository, type TestRepository } from '../support/repositories.ts';

const never = new AbortController().signal;

describe('GitWorkingCopy', () => {
  let repository: TestRepository;
  let workingCopy: GitWorkingCopy;

  beforeEach(() => {
    repository = testRepository();
    workingCopy = new GitWorkingCopy({ binary: 'git', directory: repository.clone });
  });
  afterEach(() => {
    repository.remove();
  });

  describe('state', () => {
    it('names the branch, its commit, and what is not committed', async () => {
      repository.write('new ü.txt', 'x');
      repository.write('README.md', 'changed\n');
      assert.deepEqual(await workingCopy.state(), {
        head: { kind: 'branch', name: 'main', sha: repository.git('rev-parse', 'HEAD') },
        unfinished: undefined,
        uncommitted: ['README.md', 'new ü.txt'],
      });
    });

    it('gives a renamed file once', async () => {
      repository.git('mv', 'README.md', 'READ ME.md');
      assert.deepEqual((await workingCopy.state()).uncommitted, ['READ ME.md']);
    });

    it('knows a detached head', async () => {
      repository.git('checkout', '--quiet', '--detach');
      assert.equal((await workingCopy.state()).head.kind, 'detached');
    });

    it('knows a branch without a commit', async () => {
      repository.git('checkout', '--quiet', '--orphan', 'empty');
      assert.deepEqual((await workingCopy.state()).head, { kind: 'unborn', name: 'empty' });
    });

    it('knows an unfinished merge, rebase and cherry-pick, in a worktree too', async () => {
      const conflicting = (base: string) => {
        repository.git('checkout', '--quiet', '-B', 'theirs', base);
        repository.write('README.md', 'theirs\n');
        repository.commit('Theirs');
        repository.git('checkout', '--quiet', '-B', 'ours', base);
        repository.write('README.md', 'ours\n');
        repository.commit('Ours');
      };
      conflicting('main');
      assert.throws(() => repository.git('merge', 'theirs'));
      assert.equal((await workingCopy.state()).unfinished, 'merge');
      repository.git('merge', '--abort');
      assert.throws(() => repository.git('rebase', 'theirs'));
      assert.equal((await workingCopy.state()).unfinished, 'rebase');
      repository.git('rebase', '--abort');
      const worktree = path.join(repository.folder, 'a worktree');
      repository.git('worktree', 'add', '--quiet', '-b', 'there', worktree, 'ours');
      assert.throws(() => repository.gitIn(worktree, 'cherry-pick', 'theirs'));
      assert.equal((await workingCopy.state()).unfinished, undefined);
      const other = new GitWorkingCopy({ binary: 'git', directory: worktree });
      assert.equal((await other.state()).unfinished, 'cherry-pick');
    });
  });

  it('lists remotes with what insteadOf makes of them', async () => {
    repository.git('remote', 'add', 'fork', 'work:acme/payments.git');
    repository.git('config', 'url.https://github.com/.insteadOf', 'work:');
    assert.deepEqual(await workingCopy.remotes(), [
      { name: 'fork', url: 'https://github.com/acme/payments.git' },
      { name: 'origin', url: repository.remote },
    ]);
  });

  it('fetches the newest base branch and leaves the local one alone', async () => {
    const old = repository.git('rev-parse', 'main');
    const newest = repository.commit('Newer');
    repository.git('push', '--quiet');
    repository.git('reset', '--quiet', '--hard', old);
    repository.git('update-ref', 'refs/remotes/origin/main', old);
    assert.equal(await workingCopy.fetchBranch('origin', 'main', never), newest);
    assert.equal(repository.git('rev-parse', 'main'), old);
  });

  it('lists branches here and there', async () => {
    repository.git('push', '--quiet', 'origin', 'main:refs/heads/only/there');
    repository.git('branch', 'only-here');
    assert.deepEqual(await workingCopy.branchNames('origin', never), {
      local: ['main', 'only-here'],
      remote: ['main', 'only/there'],
    });
  });

  it('reads a file as of a commit', async () => {
    assert.equal(await workingCopy.readFile('HEAD', 'README.md'), 'payments\n');
    assert.equal(await workingCopy.readFile('HEAD', 'missing.md'), undefined);
  });

  describe('a new branch', () => {
    const hostile = ['feature/7-$(id)', 'fix/8-"quoted"', "fix/9-it's-`x`", 'fix/10-שלום-😀', 'a;b&c|d>e'];
    for (const name of hostile) {
      it(`is created, checked out, pushed and tracked as ${name}`, async () => {
        const base = repository.git('rev-parse', 'HEAD');
        await workingCopy.createBranch(name, base);
        await workingCopy.createBranch(name, base);
        await workingCopy.checkOut(name);
        await workingCopy.push('origin', name, never);
        await workingCopy.push('origin', name, never);
        await workingCopy.rememberTicket(name, '#7');
        assert.equal(repository.git('symbolic-ref', 'HEAD'), `refs/heads/${name}`);
        assert.equal(
          repository.git('rev-parse', '--symbolic-full-name', '@{u}'),
          `refs/remotes/origin/${name}`,
        );
        assert.equal(repository.gitIn(repository.remote, 'rev-parse', `refs/heads/${name}`), base);
        assert.equal(await workingCopy.ticketOf(name), '#7');
        assert.deepEqual((await workingCopy.state()).uncommitted, []);
      });
    }

    it('is refused where it exists at another commit', async () => {
      repository.git('branch', 'taken');
      const other = repository.commit('Other');
      await assert.rejects(workingCopy.createBranch('taken', other), /exists already/);
      assert.notEqual(repository.git('rev-parse', 'taken'), other);
    });

    it('is never taken for an option', async () => {
      await assert.rejects(workingCopy.checkOut('-f'), /option/);
    });

    it('carries uncommitted changes along', async () => {
      repository.write('README.md', 'in the middle of it\n');
      await workingCopy.createBranch('feature/1-x', repository.git('rev-parse', 'HEAD'));
      await workingCopy.checkOut('feature/1-x');
      assert.deepEqual((await workingCopy.state()).uncommitted, ['README.md']);
    });

    it('says so when uncommitted changes would be overwritten, and keeps them', async () => {
      const base = repository.git('rev-parse', 'HEAD');
      repository.write('README.md', 'committed later\n');
      repository.commit('Later');
      await workingCopy.createBranch('feature/2-y', base);
      repository.write('README.md', 'in the middle of it\n');
      await assert.rejects(workingCopy.checkOut('feature/2-y'), /Commit or stash them, then retry/);
      assert.deepEqual((await workingCopy.state()).uncommitted, ['README.md']);
    });
  });

  it('puts changes aside, untracked ones too, and brings them back', async () => {
    repository.write('README.md', 'aside\n');
    repository.write('untracked.txt', 'aside too\n');
    const stash = await workingCopy.stash('Change Guide: before #7');
    assert.deepEqual((await workingCopy.state()).uncommitted, []);
    assert.equal(
      await workingCopy.stash('Change Guide: before #7'),
      stash,
      'a second time it is the same one',
    );
    await workingCopy.unstash(stash);
    assert.deepEqual((await workingCopy.state()).uncommitted, ['README.md', 'untracked.txt']);
    await assert.rejects(workingCopy.unstash(stash), /no longer there/);
  });

  it('knows no ticket of a branch that was never told one', async () => {
    assert.equal(await workingCopy.ticketOf('main'), undefined);
  });

  it('gives git’s own reason when a remote can’t be reached', async () => {
    repository.git('remote', 'set-url', 'origin', path.join(repository.folder, 'gone.git'));
    await assert.rejects(workingCopy.fetchBranch('origin', 'main', never), /git fetch: .*gone\.git/);
  });

  it('lists a folder as of a commit', async () => {
    repository.write('docs/ä b.md', '');
    repository.write('docs/deep/c.md', '');
    repository.commit('Write docs');
    assert.deepEqual(await workingCopy.listFolder('HEAD', ''), ['README.md', 'docs']);
    assert.deepEqual(await workingCopy.listFolder('HEAD', 'docs'), ['deep', 'ä b.md']);
    assert.deepEqual(await workingCopy.listFolder('HEAD', 'nothing'), []);
  });

  it('lists the first lines of the commits over the base, the oldest first, without merges', async () => {
    repository.git('checkout', '--quiet', '-b', 'feature/1-x');
    repository.commit('One\n\nwith more');
    repository.commit('Two “2”');
    repository.git('checkout', '--quiet', 'main');
    repository.commit('Elsewhere');
    repository.git('checkout', '--quiet', 'feature/1-x');
    repository.git('merge', '--quiet', '--no-edit', 'main');
    assert.deepEqual(await workingCopy.subjects('refs/heads/main', 'refs/heads/feature/1-x'), [
      'One',
      'Two “2”',
    ]);
    assert.deepEqual(await workingCopy.subjects('HEAD', 'HEAD'), []);
  });
});
