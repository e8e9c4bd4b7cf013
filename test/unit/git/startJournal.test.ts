import assert from 'node:assert/strict';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { newStart } from '../../../src/change/startChange.ts';
import { GitFolderStartJournal } from '../../../src/git/startJournal.ts';
import { testRepository, type TestRepository } from '../support/repositories.ts';

const progress = newStart(
  {
    ticket: { kind: 'new', title: 'Limit “sign-in” 😀', body: '' },
    branch: 'feature/{ticket}-limit',
    baseBranch: 'main',
    uncommitted: 'carry',
    assign: true,
    publish: true,
  },
  new Date(0),
);

describe('GitFolderStartJournal', () => {
  let repository: TestRepository;
  let folder: string;
  const open = (directory = repository.clone) => new GitFolderStartJournal({ binary: 'git', directory });

  beforeEach(() => {
    repository = testRepository();
    folder = path.join(repository.clone, '.git', 'change-guide');
  });
  afterEach(() => {
    repository.remove();
  });

  it('gives another window what this one wrote', async () => {
    assert.equal(await open().read(), undefined);
    await open().write(progress);
    assert.deepEqual(await open().read(), progress);
    await open().clear();
    assert.equal(await open().read(), undefined);
  });

  it('takes a file that is cut off or not ours for none', async () => {
    await open().write(progress);
    for (const text of [
      '{"schema":"start-ch',
      'null',
      '[]',
      '{"schema":"start-change/1"}',
      '{"schema":"other","plan":{}}',
    ]) {
      writeFileSync(path.join(folder, 'start.json'), text);
      assert.equal(await open().read(), undefined, text);
    }
  });

  it('keeps the title until it is in a ticket', async () => {
    assert.equal(await open().readTitle(), '');
    await open().writeTitle('Half a ti');
    assert.equal(await open().readTitle(), 'Half a ti');
    await open().clear();
    assert.equal(await open().readTitle(), 'Half a ti');
    await open().clearDraft();
    assert.equal(await open().readTitle(), '');
  });

  it('keeps the last of many titles, in whatever order they are written', async () => {
    const journal = open();
    const writes = Array.from({ length: 40 }, async (_, index) => journal.writeTitle('x'.repeat(index)));
    await Promise.all(writes);
    assert.equal(await journal.readTitle(), 'x'.repeat(39));
  });

  it('leaves nothing that git would commit, and no half-written file', async () => {
    await open().write(progress);
    await Promise.all([open().write(progress), open().write(progress)]);
    assert.equal(repository.git('status', '--porcelain'), '');
    assert.deepEqual(readdirSync(folder), ['start.json']);
  });

  (process.platform === 'win32' ? it.skip : it)('lets nobody else read it', async () => {
    await open().write(progress);
    assert.equal(statSync(folder).mode & 0o077, 0);
    assert.equal(statSync(path.join(folder, 'start.json')).mode & 0o077, 0);
  });

  it('keeps a worktree’s start apart', async () => {
    const worktree = path.join(repository.folder, 'other');
    repository.git('worktree', 'add', '--quiet', worktree);
    await open().write(progress);
    assert.equal(await open(worktree).read(), undefined);
  });

  describe('exclusively', () => {
    it('lets one at a time start a change, and the next one after it', async () => {
      let release: () => void = () => undefined;
      const first = open().exclusively(async () => new Promise<void>((resolve) => (release = resolve)));
      await new Promise((resolve) => setTimeout(resolve, 200));
      await assert.rejects(
        open().exclusively(async () => Promise.resolve()),
        /another window/,
      );
      release();
      await first;
      assert.equal(await open().exclusively(async () => Promise.resolve('done')), 'done');
    });

    it('is free again after a failure', async () => {
      await assert.rejects(
        open().exclusively(async () => Promise.reject(new Error('no'))),
        /no/,
      );
      assert.equal(await open().exclusively(async () => Promise.resolve('done')), 'done');
    });

    it('is not held by a process that died', async () => {
      await open().write(progress);
      writeFileSync(path.join(folder, 'start.lock'), '999999999');
      assert.equal(await open().exclusively(async () => Promise.resolve('done')), 'done');
    });
  });
});
