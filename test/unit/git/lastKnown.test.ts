import assert from 'node:assert/strict';
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ChangeFacts } from '../../../src/change/observedChange.ts';
import { GitFolderLastKnown } from '../../../src/git/lastKnown.ts';
import { defaultProcedure } from '../../../src/procedure/procedure.ts';
import { recordWith } from '../procedure/records.ts';
import { testRepository, type TestRepository } from '../support/repositories.ts';

describe('GitFolderLastKnown', () => {
  let repository: TestRepository;
  before(() => {
    repository = testRepository();
  });
  after(() => {
    repository.remove();
  });

  const open = () => new GitFolderLastKnown({ binary: 'git', directory: repository.clone });
  const folder = () => path.join(repository.clone, '.git/change-guide/last-known');
  const only = () => path.join(folder(), readdirSync(folder())[0] ?? '');

  function factsOf(branch: string): ChangeFacts {
    return {
      branch,
      ticketKey: '42',
      ticket: undefined,
      record: recordWith(),
      procedure: { ...defaultProcedure, baseBranch: 'trunk' },
      procedureSource: { baseBranch: 'trunk', commit: undefined, problem: 'Misspelt', differsHere: true },
      viewer: 'dana',
      fingerprint: 'x',
      otherPullRequests: [
        { number: 7, url: 'https://github.test/acme/payments/pull/7', baseRef: 'release/1' },
      ],
    };
  }

  it('gives another window what this one wrote, branch by branch', async () => {
    await open().write(factsOf('feature/42-x'));
    await open().write(factsOf('feature/42-X'));
    assert.deepEqual(await open().read('feature/42-x'), factsOf('feature/42-x'));
    assert.deepEqual(await open().read('feature/42-X'), factsOf('feature/42-X'));
    assert.equal(await open().read('feature/7'), undefined);
  });

  it('lets nobody else read it', function () {
    if (process.platform === 'win32') {
      this.skip();
    }
    assert.equal(statSync(only()).mode & 0o077, 0);
  });

  it('takes what is cut off, tampered with or of another version for nothing', async () => {
    const branch = 'feature/9';
    const facts = factsOf(branch);
    const { record, procedure } = facts;
    const spoilt: readonly unknown[] = [
      { schema: 'last-known/1' },
      { schema: 'last-known/0', facts },
      { schema: 'last-known/1', facts: { ...facts, record: { ...record, reviews: 'many' } } },
      { schema: 'last-known/1', facts: { ...facts, procedure: { ...procedure, checks: 7 } } },
      { schema: 'last-known/1', facts: { ...facts, procedureSource: {} } },
      { schema: 'last-known/1', facts: { ...facts, ticket: { key: '#9' } } },
      { schema: 'last-known/1', facts: { ...facts, branch: 'main' } },
      { schema: 'last-known/1', facts: { ...facts, otherPullRequests: [{ number: '7' }] } },
    ];
    const before = new Set(existsSync(folder()) ? readdirSync(folder()) : []);
    await open().write(facts);
    const file = path.join(folder(), readdirSync(folder()).find((name) => !before.has(name)) ?? '');
    assert.deepEqual(await open().read(branch), facts);
    for (const content of ['', '{"schema":', ...spoilt.map((each) => JSON.stringify(each))]) {
      writeFileSync(file, content);
      assert.equal(await open().read(branch), undefined, content.slice(0, 80));
    }
  });

  it('keeps the branches that were looked at last', async () => {
    for (let number = 0; number < 60; number += 1) {
      await open().write(factsOf(`chore/${number}`));
    }
    assert.equal(readdirSync(folder()).length, 50);
    assert.ok(await open().read('chore/59'));
  });

  it('keeps the one just written when the clock was set back since the others', async () => {
    const later = new Date(Date.now() + 60 * 60_000);
    for (const name of readdirSync(folder())) {
      utimesSync(path.join(folder(), name), later, later);
    }
    await open().write(factsOf('chore/60'));
    assert.ok(await open().read('chore/60'));
    assert.equal(readdirSync(folder()).length, 50);
  });
});
