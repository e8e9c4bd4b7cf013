import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { testKey, type TestKey } from '../../unit/support/signingKeys.ts';
import { type Developer } from '../support/developer.ts';
import { eventually } from '../support/eventually.ts';

export function exportsEvidence(developer: Developer): void {
  let key: TestKey;
  const folder = () => developer.file('..', 'evidence');

  before('a change under way, and a signing key', async () => {
    key = testKey();
    mkdirSync(folder());
    await developer.git('push', '--quiet', 'origin', 'main:refs/heads/fix/8-health');
    await developer.git('fetch', '--quiet');
    await developer.git('config', 'gpg.format', 'ssh');
    await developer.git('config', 'user.signingkey', key.file);
  });
  after(() => {
    key.remove();
  });
  beforeEach(async () => {
    rmSync(folder(), { recursive: true });
    mkdirSync(folder());
    await developer.git('switch', '--quiet', 'fix/8-health');
    await eventually(async () => {
      const [row = ''] = await developer.workbench.view('Current Change').rows();
      assert.match(row, /^#8 /);
    });
  });

  async function exportIntoFolder(): Promise<void> {
    const { workbench } = developer;
    await workbench.runCommand('Change: Export Evidence…');
    await workbench.quickInput.appears('Export the evidence of');
    await workbench.quickInput.chooseFolder(folder());
  }

  function exported(): { name: string; read: (file: string) => string; files: string[] } {
    const [name = '', ...others] = readdirSync(folder());
    assert.deepEqual(others, []);
    const place = path.join(folder(), name);
    return {
      name,
      files: readdirSync(place).sort(),
      read: (file) => readFileSync(path.join(place, file), 'utf8'),
    };
  }

  it('writes signed evidence of the branch’s change into a folder of its own, and shows the page', async () => {
    await exportIntoFolder();
    const message = await developer.workbench.notifications.appears('The evidence of');
    assert.match(message, /\(incomplete\) is in .*evidence.* It is signed\.$/);
    const { name, files, read } = exported();
    assert.match(name, /^evidence-acme-payments-[0-9a-f]{7}-\d{8}T\d{6}Z$/);
    assert.deepEqual(files, ['SHA256SUMS', 'SHA256SUMS.sig', 'evidence.html', 'statement.json']);
    assert.match(read('evidence.html'), /Incomplete/);
    const { predicate } = JSON.parse(read('statement.json')) as {
      predicate: { signing: unknown; procedure: { source: { kind: string; commit: string } } };
    };
    assert.deepEqual(predicate.signing, {
      kind: 'ssh',
      namespace: 'change-guide-evidence',
      fingerprint: key.fingerprint,
    });
    assert.deepEqual(predicate.procedure.source, {
      kind: 'base-commit',
      path: '.github/change-procedure.yml',
      commit: await developer.git('rev-parse', 'origin/main'),
    });
  });

  it('offers to export without a signature when the key does not sign', async () => {
    const locked = testKey({ passphrase: 'secret' });
    await developer.git('config', 'user.signingkey', locked.file);
    try {
      await exportIntoFolder();
      const { notifications } = developer.workbench;
      await notifications.appears('could not be signed, so none was written');
      assert.deepEqual(readdirSync(folder()), []);
      // Nobody has to answer first.
      await developer.workbench.runCommand('Change: Export Evidence…');
      await developer.workbench.quickInput.appears('Export the evidence of');
      await developer.workbench.quickInput.cancel();
      await notifications.press('could not be signed', 'Export Unsigned');
      await notifications.appears('It is not signed: ');
      assert.deepEqual(exported().files, ['SHA256SUMS', 'evidence.html', 'statement.json']);
      assert.match(exported().read('evidence.html'), /Not signed\./);
    } finally {
      locked.remove();
      await developer.git('config', 'user.signingkey', key.file);
    }
  });
}
