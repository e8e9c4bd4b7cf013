import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { withoutSshAlias } from '../../../src/git/sshAlias.ts';

describe('an ssh alias', () => {
  const earlier = process.env['PATH'];
  let folder = '';

  before(function () {
    if (process.platform === 'win32') {
      this.skip();
    }
    // The real ssh, with settings of the test's own.
    folder = mkdtempSync(path.join(tmpdir(), 'ssh alias '));
    const config = path.join(folder, 'config');
    writeFileSync(
      config,
      'Host github.com-work\n  HostName github.com\nHost evil\n  HostName -oProxyCommand=x\n',
    );
    const ssh = path.join(folder, 'ssh');
    writeFileSync(ssh, `#!/bin/sh\nPATH="\${PATH#*:}" exec ssh -F "${config}" "$@"\n`);
    chmodSync(ssh, 0o755);
    process.env['PATH'] = `${folder}:${earlier ?? ''}`;
  });
  after(() => {
    process.env['PATH'] = earlier;
    rmSync(folder, { recursive: true, force: true });
  });

  const cases: readonly [url: string, becomes: string][] = [
    ['git@github.com-work:acme/payments.git', 'git@github.com:acme/payments.git'],
    ['ssh://git@github.com-work:22/acme/payments.git', 'ssh://git@github.com:22/acme/payments.git'],
    ['git@git.acme.test:acme/payments.git', 'git@git.acme.test:acme/payments.git'],
    ['git@github.com:acme/payments.git', 'git@github.com:acme/payments.git'],
    ['https://github.com-work/acme/payments.git', 'https://github.com-work/acme/payments.git'],
    ['C:\\work\\payments', 'C:\\work\\payments'],
    ['/srv/git/payments.git', '/srv/git/payments.git'],
    ['git@-oProxyCommand=x:acme/payments.git', 'git@-oProxyCommand=x:acme/payments.git'],
    ['git@evil:acme/payments.git', 'git@evil:acme/payments.git'],
  ];
  for (const [url, becomes] of cases) {
    it(`${url} → ${becomes}`, async () => {
      assert.equal(await withoutSshAlias(url), becomes);
    });
  }
});
