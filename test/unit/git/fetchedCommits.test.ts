import assert from 'node:assert/strict';
import { HumanError } from '../../../src/base/errors.ts';
import { GitWorkingCopy } from '../../../src/git/workingCopy.ts';
import { testRepository, type TestRepository } from '../support/repositories.ts';

const never = new AbortController().signal;

describe('GitWorkingCopy: commits of others', () => {
  let repository: TestRepository;
  let workingCopy: GitWorkingCopy;
  let base: string;
  let theirs: string;

  beforeEach(() => {
    repository = testRepository();
    workingCopy = new GitWorkingCopy({ binary: 'git', directory: repository.clone });
    base = repository.git('rev-parse', 'main');
    // A branch that the remote has and this clone has never seen.
    repository.git('checkout', '--quiet', '-B', 'theirs');
    repository.write('theirs.txt', 'theirs\n');
    repository.commit('Theirs');
    theirs = repository.git('rev-parse', 'HEAD');
    repository.git('push', '--quiet', 'origin', 'theirs');
    repository.git('checkout', '--quiet', 'main');
    repository.git('branch', '-D', 'theirs');
    repository.git('update-ref', '-d', 'refs/remotes/origin/theirs');
    repository.git('reflog', 'expire', '--expire=now', '--all');
    repository.git('gc', '--quiet', '--prune=now');
  });
  afterEach(() => {
    repository.remove();
  });

  it('fetches them without making or moving a branch', async () => {
    assert.throws(() => repository.git('cat-file', '-e', theirs), 'the clone does not have it yet');
    const before = repository.git('for-each-ref');
    await workingCopy.fetchCommits('origin', [base, theirs], never);
    assert.equal(repository.git('cat-file', '-t', theirs), 'commit');
    assert.equal(repository.git('for-each-ref'), before);
    assert.equal(await workingCopy.mergeBase(base, theirs), base);
    assert.deepEqual(await workingCopy.changedFiles(base, theirs), [{ path: 'theirs.txt', status: 'added' }]);
  });

  it('asks no remote for what is here', async () => {
    await workingCopy.fetchCommits('nowhere', [base], never);
  });

  it('takes nothing for a commit that could be an option, a range or a branch', async () => {
    for (const name of ['--upload-pack=x', 'main', `${'a'.repeat(40)}..main`, '']) {
      assert.deepEqual([...(await workingCopy.fetchCommits('origin', [name], never))], []);
      await assert.rejects(workingCopy.mergeBase(name, base), HumanError);
    }
  });

  it('says whether a branch holds nothing more than a commit', async () => {
    repository.git('branch', 'same', base);
    await workingCopy.fetchCommits('origin', [theirs], never);
    assert.equal(await workingCopy.isContained('same', base), true);
    assert.equal(await workingCopy.isContained('same', theirs), true);
    assert.equal(await workingCopy.isContained('missing', theirs), undefined);
    repository.git('checkout', '--quiet', 'same');
    repository.write('mine.txt', 'not pushed\n');
    repository.commit('Mine');
    assert.equal(await workingCopy.isContained('same', theirs), false);
  });

  it('deletes a branch, also one that git does not call merged, but not the one that is checked out', async () => {
    repository.git('checkout', '--quiet', '-B', 'squashed');
    repository.write('mine.txt', 'squashed elsewhere\n');
    repository.commit('Mine');
    await assert.rejects(workingCopy.deleteBranch('squashed'), HumanError);
    repository.git('checkout', '--quiet', 'main');
    await workingCopy.deleteBranch('squashed');
    assert.equal(await workingCopy.isContained('squashed', base), undefined);
  });
});
