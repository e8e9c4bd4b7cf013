import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { useSandbox } from '../../sandbox/mocha.ts';
import { git, repo } from '../sandbox/support.ts';
import { testKey, type TestKey } from '../support/signingKeys.ts';
import { buildCommandLine } from './changeGuide.ts';
import { completedChange, onHost } from './onHost.ts';

describe('change-guide evidence --pr', function () {
  this.timeout(60_000);
  const handle = useSandbox();
  let clone = '';
  let key: TestKey;

  before(() => {
    buildCommandLine();
    key = testKey();
    clone = handle.folder('clone');
  });
  after(() => {
    key.remove();
  });

  it('writes signed evidence of a change that went through all steps and was merged', async () => {
    const { sandbox } = handle;
    const { token } = sandbox.people.developer;
    const { number, head } = await completedChange(sandbox, clone);
    const { data: merge } = await sandbox
      .as(sandbox.people.lead)
      .pulls.merge({ ...repo, pull_number: number, sha: head });
    await git(clone, 'config', 'gpg.format', 'ssh');
    await git(clone, 'config', 'user.signingkey', key.file);
    await git(clone, 'fetch', '--quiet');
    const run = async (...args: string[]) => onHost(sandbox, args, { cwd: clone, token });

    const written = await run('evidence', '--pr', String(number), '--out', 'evidence');
    assert.equal(written.code, 0, written.stderr);
    assert.match(written.stdout, /Signed with the key SHA256:/);
    const { subject, predicate } = JSON.parse(
      readFileSync(path.join(clone, 'evidence', 'statement.json'), 'utf8'),
    ) as {
      subject: { digest: { gitCommit: string } }[];
      predicate: { procedure: { source: { kind: string; commit: string } }; report: { verdict: string } };
    };
    assert.equal(subject[0]?.digest.gitCommit, merge.sha);
    assert.equal(predicate.procedure.source.kind, 'base-commit');
    assert.match(predicate.procedure.source.commit, /^[0-9a-f]{40}$/);
    assert.equal(predicate.report.verdict, 'compliant', JSON.stringify(predicate.report));

    const signers = key.allowedSigners('dana@acme.test');
    const verified = await run('verify', 'evidence', '--allowed-signers', signers);
    assert.equal(verified.code, 0, verified.stdout);
    assert.match(verified.stdout, /is compliant; the evidence holds\n/);
  });

  for (const [title, args, words] of [
    [
      'both a number and a record',
      ['--pr', '1', '--record', 'r.json', '--out', 'x'],
      /either --pr N or --record/,
    ],
    [
      'a procedure beside a number',
      ['--pr', '1', '--procedure', 'p.yml', '--out', 'x'],
      /the base branch says it/,
    ],
  ] as const) {
    it(`refuses ${title}`, async () => {
      const { code, stderr } = await onHost(handle.sandbox, ['evidence', ...args], {
        cwd: handle.folder('empty'),
      });
      assert.equal(code, 2);
      assert.match(stderr, words);
    });
  }
});
