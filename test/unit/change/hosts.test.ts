import assert from 'node:assert/strict';
import {
  chooseBase,
  choosePushRemote,
  isSafeForTokens,
  parseRemote,
  type RemoteRepository,
} from '../../../src/change/hosts.ts';

const servers = ['https://git.acme.test:8443', 'http://127.0.0.1:4000/', 'not a url'];

describe('parseRemote', () => {
  const known: readonly [url: string, api: string, owner: string, name: string][] = [
    ['https://github.com/acme/payments.git', 'https://api.github.com', 'acme', 'payments'],
    ['https://github.com/acme/payments', 'https://api.github.com', 'acme', 'payments'],
    ['https://dana:secret@github.com/acme/payments.git/', 'https://api.github.com', 'acme', 'payments'],
    ['git@github.com:acme/payments.git', 'https://api.github.com', 'acme', 'payments'],
    ['org-7@github.com:acme/payments.git', 'https://api.github.com', 'acme', 'payments'],
    ['github.com:acme/payments', 'https://api.github.com', 'acme', 'payments'],
    ['ssh://git@github.com/acme/payments.git', 'https://api.github.com', 'acme', 'payments'],
    ['ssh://git@ssh.github.com:443/acme/payments.git', 'https://api.github.com', 'acme', 'payments'],
    ['git://GitHub.com/acme/payments.git', 'https://api.github.com', 'acme', 'payments'],
    ['https://acme.ghe.com/acme/pay.ments', 'https://api.acme.ghe.com', 'acme', 'pay.ments'],
    ['https://git.acme.test:8443/acme/payments.git', 'https://git.acme.test:8443/api/v3', 'acme', 'payments'],
    ['git@git.acme.test:acme/payments.git', 'https://git.acme.test:8443/api/v3', 'acme', 'payments'],
    [
      'ssh://git@git.acme.test:122/acme/payments.git',
      'https://git.acme.test:8443/api/v3',
      'acme',
      'payments',
    ],
    ['http://127.0.0.1:4000/acme/payments.git', 'http://127.0.0.1:4000/api/v3', 'acme', 'payments'],
  ];
  for (const [url, apiUrl, owner, name] of known) {
    it(url, () => {
      const repository = parseRemote({ name: 'origin', url }, servers);
      assert.equal(repository?.host.apiUrl, apiUrl);
      assert.deepEqual([repository.owner, repository.name, repository.remote], [owner, name, 'origin']);
    });
  }

  const unknown = [
    'https://gitlab.com/acme/payments.git',
    'https://github.com.evil.test/acme/payments.git',
    'https://notgithub.com/acme/payments.git',
    'https://evil.test/github.com/acme.git',
    'https://git.acme.test:9999/acme/payments.git',
    'https://ghe.com/acme/payments.git',
    'https://github.com/acme',
    'https://github.com/acme/payments/tree/main',
    '/srv/git/payments.git',
    'C:\\git\\payments',
    'C:/git/payments',
    'file:///srv/git/payments.git',
    'ext::sh -c evil',
    '',
  ];
  for (const url of unknown) {
    it(`knows nothing of ${JSON.stringify(url)}`, () => {
      assert.equal(parseRemote({ name: 'origin', url }, servers), undefined);
    });
  }
});

describe('the base repository', () => {
  const at = (remote: string) => {
    const repository = parseRemote({ name: remote, url: `https://github.com/${remote}/payments` }, []);
    assert.ok(repository);
    return repository;
  };

  it('is origin’s, or upstream’s where origin is a fork', () => {
    assert.equal(chooseBase([at('backup'), at('origin')])?.remote, 'origin');
    assert.equal(chooseBase([at('origin'), at('upstream')])?.remote, 'upstream');
    assert.equal(chooseBase([at('backup')])?.remote, 'backup');
    assert.equal(chooseBase<RemoteRepository>([]), undefined);
  });

  it('is pushed to itself, or to the fork beside it', () => {
    assert.equal(choosePushRemote(at('upstream'), [at('origin'), at('upstream')]), 'origin');
    assert.equal(choosePushRemote(at('upstream'), [at('upstream')]), 'upstream');
    assert.equal(choosePushRemote(at('origin'), [at('origin'), at('backup')]), 'origin');
  });
});

describe('isSafeForTokens', () => {
  for (const url of [
    'https://api.github.com',
    'http://127.0.0.1:4000/api/v3',
    'http://localhost:1',
    'http://[::1]:1',
  ]) {
    it(`trusts ${url}`, () => {
      assert.equal(isSafeForTokens(url), true);
    });
  }
  for (const url of [
    'http://git.acme.test',
    'http://localhost.evil.test',
    'http://127.0.0.1.evil.test',
    'ftp://127.0.0.1',
  ]) {
    it(`does not trust ${url}`, () => {
      assert.equal(isSafeForTokens(url), false);
    });
  }
});
