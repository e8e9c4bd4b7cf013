import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { HumanError } from '../../../src/base/errors.ts';
import { SshSignatures } from '../../../src/git/signatures.ts';
import { tidyArmor } from '../../../src/git/sshArmor.ts';
import { testRepository, type TestRepository } from '../support/repositories.ts';
import { testAgent, testKey, type TestKey } from '../support/signingKeys.ts';

const never = new AbortController().signal;
const namespace = 'change-guide-evidence';
const text = 'what is signed\n';
const at = new Date('2026-03-04T16:00:00Z');

describe('SshSignatures', () => {
  let repository: TestRepository;
  let key: TestKey;
  let signatures: SshSignatures;

  before(() => {
    repository = testRepository();
    key = testKey();
    signatures = new SshSignatures({ binary: 'git', directory: repository.clone }, { mayAsk: false });
  });
  after(() => {
    repository.remove();
    key.remove();
  });
  beforeEach(() => {
    repository.git('config', 'gpg.format', 'ssh');
    repository.git('config', 'user.signingkey', key.file);
  });

  async function signed() {
    return { text, namespace, signature: await signatures.sign(text, namespace, never) };
  }

  for (const [name, setting] of [
    ['the path of a private key', (): string => key.file],
    ['the path of its public key', (): string => `${key.file}.pub`],
  ] as const) {
    it(`signs with ${name}`, async () => {
      repository.git('config', 'user.signingkey', setting());
      assert.deepEqual(await signatures.signingKey(), { kind: 'key', fingerprint: key.fingerprint });
      assert.deepEqual(await signatures.check(await signed(), undefined, at), {
        kind: 'good',
        fingerprint: key.fingerprint,
      });
    });
  }

  for (const prefix of ['key::', '']) {
    it(`signs with a key in the agent, named by \`${prefix}ssh-ed25519 …\``, async () => {
      const agent = await testAgent(key);
      const before = process.env['SSH_AUTH_SOCK'];
      process.env['SSH_AUTH_SOCK'] = agent.socket;
      try {
        repository.git('config', 'user.signingkey', `${prefix}${key.publicKey}`);
        assert.deepEqual(await signatures.signingKey(), { kind: 'key', fingerprint: key.fingerprint });
        const check = await signatures.check(await signed(), undefined, at);
        assert.equal(check.kind, 'good');
      } finally {
        if (before === undefined) {
          delete process.env['SSH_AUTH_SOCK'];
        } else {
          process.env['SSH_AUTH_SOCK'] = before;
        }
        await agent.stop();
      }
    });
  }

  it('says why there is no key: another format, or none named', async () => {
    repository.git('config', 'gpg.format', 'openpgp');
    const otherFormat = await signatures.signingKey();
    assert.match(otherFormat.kind === 'none' ? String(otherFormat.reason) : '', /gpg\.format is not ssh/);
    repository.git('config', 'gpg.format', 'ssh');
    repository.git('config', 'user.signingkey', '');
    const noKey = await signatures.signingKey();
    assert.match(noKey.kind === 'none' ? String(noKey.reason) : '', /user\.signingkey is not set/);
  });

  it('says what to do when the key is not there', async () => {
    repository.git('config', 'user.signingkey', path.join(key.folder, 'gone'));
    await assert.rejects(signatures.signingKey(), /user\.signingkey/);
  });

  it('does not wait for a passphrase that nobody can type', async () => {
    const locked = testKey({ passphrase: 'secret' });
    try {
      repository.git('config', 'user.signingkey', locked.file);
      assert.deepEqual(await signatures.signingKey(), { kind: 'key', fingerprint: locked.fingerprint });
      await assert.rejects(
        signatures.sign(text, namespace, never),
        (error) => error instanceof HumanError && error.message.includes('ssh-add'),
      );
    } finally {
      locked.remove();
    }
  });

  it('signs by the program that git is told to sign with', async function () {
    if (process.platform === 'win32') {
      this.skip();
    }
    const program = path.join(key.folder, 'signer');
    writeFileSync(program, '#!/bin/sh\nexec ssh-keygen "$@"\n');
    chmodSync(program, 0o755);
    repository.git('config', 'gpg.ssh.program', program);
    try {
      assert.equal((await signatures.check(await signed(), undefined, at)).kind, 'good');
      writeFileSync(program, '#!/bin/sh\necho "the vault is locked" >&2\nexit 1\n');
      await assert.rejects(signed(), /the vault is locked/);
    } finally {
      repository.git('config', '--unset', 'gpg.ssh.program');
    }
  });

  describe('check', () => {
    const checked = async (options: string, when = at) =>
      signatures.check(await signed(), key.allowedSigners('dana@acme.test', options), when);

    it('names the signer', async () => {
      assert.deepEqual(await checked('namespaces="change-guide-evidence"'), {
        kind: 'good',
        fingerprint: key.fingerprint,
        signer: 'dana@acme.test',
      });
    });

    for (const [title, options, when] of [
      ['for another namespace', 'namespaces="git"', at],
      ['only until an earlier day', 'valid-before="20260101"', at],
      ['only from a later day on', 'valid-after="20270101"', at],
    ] as const) {
      it(`knows no signer when the key is allowed ${title}`, async () => {
        const check = await checked(options, when);
        assert.deepEqual(check, { kind: 'good', fingerprint: key.fingerprint, signer: null });
      });
    }

    it('takes a key that was allowed when it signed, and no longer is', async () => {
      const check = await checked('valid-before="20260401"', at);
      assert.equal(check.kind === 'good' && check.signer, 'dana@acme.test');
    });

    it('refuses another text, and another namespace', async () => {
      const good = await signed();
      assert.equal((await signatures.check({ ...good, text: `${text} ` }, undefined, at)).kind, 'bad');
      assert.equal((await signatures.check({ ...good, namespace: 'git' }, undefined, at)).kind, 'bad');
    });

    it('refuses a signature that is written otherwise, though OpenSSH takes it', async () => {
      const good = await signed();
      for (const signature of [
        good.signature.replaceAll('\n', '\r\n'),
        `${good.signature}\n`,
        good.signature.replace('\n', '\n\n'),
      ]) {
        assert.equal((await signatures.check({ ...good, signature }, undefined, at)).kind, 'bad');
      }
    });
  });

  it('tidies what other programs write', async () => {
    const { signature } = await signed();
    const [begin = '', ...rest] = signature.trim().split('\n');
    const wide = [
      begin,
      ...(rest
        .slice(0, -1)
        .join('')
        .match(/.{1,76}/g) ?? []),
      rest.at(-1),
    ].join('\r\n');
    assert.equal(tidyArmor(wide), signature);
    assert.equal(tidyArmor('no signature'), undefined);
    assert.equal(tidyArmor(signature.replace('U1NIU0lH', 'U1NIU0lI')), undefined);
  });
});
