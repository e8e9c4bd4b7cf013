import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { pushingRepository, writeHook, type PushingRepository } from '../support/pushes.ts';
import { buildCommandLine, changeGuide, temporaryFolder } from './changeGuide.ts';

describe('change-guide hook', function () {
  this.timeout(60_000);
  let repository: PushingRepository;

  before(buildCommandLine);
  beforeEach(() => {
    repository = pushingRepository();
  });
  afterEach(() => {
    repository.remove();
  });

  it('turns push warnings on and off, and says how it is', () => {
    const off = { code: 1, stdout: 'Push warnings are off in this clone.\n', stderr: '' };
    assert.deepEqual(repository.changeGuide('hook', 'status'), off);
    const on = repository.changeGuide('hook', 'install');
    assert.equal(on.code, 0);
    assert.match(
      on.stdout,
      /^Push warnings are on in this clone, by (the hook .*pre-push|git’s configuration.*)\.\n$/,
    );
    assert.deepEqual(repository.changeGuide('hook', 'status'), on);
    assert.deepEqual(repository.changeGuide('hook', 'uninstall'), { ...off, code: 0 });
  });

  it('names the hook that was there', () => {
    writeHook(repository, 'pre-push', '#!/bin/sh\nexit 0\n');
    const { stdout } = repository.changeGuide('hook', 'install');
    assert.match(
      stdout,
      /The hook that was there runs first: .*pre-push\.before-change-guide\n|configuration/,
    );
  });

  it('prints the line to add where another tool owns the hooks', () => {
    mkdirSync(path.join(repository.clone, '.husky', '_'), { recursive: true });
    repository.git('config', 'core.hooksPath', '.husky/_');
    const { code, stdout } = repository.changeGuide('hook', 'install');
    if (stdout.includes('configuration')) {
      return;
    }
    assert.equal(code, 1);
    assert.match(
      stdout,
      /belong to husky\. To turn push warnings on, add this to .*\.husky\/pre-push:\n\nf="\$\(git /,
    );
  });

  for (const [args, words] of [
    [[], /hook what\? it is `install`, `uninstall` or `status`/],
    [['instal'], /unknown action `instal`; did you mean `install`\?/],
    [['install', 'x'], /it is `install`, `uninstall` or `status`/],
    [['--force'], /unknown option `--force`/],
  ] as const) {
    it(`refuses \`hook ${args.join(' ')}\``, () => {
      const { code, stderr } = repository.changeGuide('hook', ...args);
      assert.equal(code, 2);
      assert.match(stderr, words);
    });
  }

  it('says what git says outside a clone', async () => {
    const { folder, remove } = temporaryFolder();
    const { code, stderr } = await changeGuide(['hook', 'install'], { cwd: folder });
    remove();
    assert.equal(code, 2);
    assert.match(stderr, /^change-guide: git rev-parse: not a git repository/);
  });

  it('does not judge what nobody pushes', async () => {
    const { code, stderr } = await changeGuide(['pre-push']);
    assert.equal(code, 2);
    assert.match(stderr, /git calls this from its pre-push hook/);
  });
});
