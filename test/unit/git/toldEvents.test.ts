import assert from 'node:assert/strict';
import { readdirSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { GitFolderToldEvents } from '../../../src/git/toldEvents.ts';
import { testRepository, type TestRepository } from '../support/repositories.ts';

describe('GitFolderToldEvents', () => {
  let repository: TestRepository;
  before(() => {
    repository = testRepository();
  });
  after(() => {
    repository.remove();
  });

  const open = (): GitFolderToldEvents =>
    new GitFolderToldEvents({ binary: 'git', directory: repository.clone });
  const folder = (): string => path.join(repository.clone, '.git/change-guide/told');

  it('lets one window tell an event, however many ask, now and after a restart', async () => {
    const windows = Array.from({ length: 8 }, open);
    const claims = await Promise.all(windows.map(async (window) => window.claim('42:approval-came:1')));
    assert.equal(claims.filter(Boolean).length, 1);
    assert.equal(await open().claim('42:approval-came:1'), false);
    assert.equal(await open().claim('42:approval-came:2'), true);
  });

  it('takes any text for an event', async () => {
    for (const event of ['../../outside', 'a/b', '', 'x'.repeat(5000)]) {
      assert.equal(await open().claim(event), true);
    }
    assert.ok(readdirSync(folder()).every((name) => /^[0-9a-f]{32}$/.test(name)));
  });

  it('forgets what is half a year old', async () => {
    await open().claim('old');
    const names = readdirSync(folder());
    const longAgo = Date.now() / 1000 - 200 * 24 * 60 * 60;
    for (const name of names) {
      utimesSync(path.join(folder(), name), longAgo, longAgo);
    }
    await open().claim('new');
    assert.equal(readdirSync(folder()).length, 1);
  });
});
