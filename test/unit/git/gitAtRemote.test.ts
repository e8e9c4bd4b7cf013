import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { GitWorkingCopy } from '../../../src/git/workingCopy.ts';
import { useSandbox } from '../../sandbox/mocha.ts';
import { git } from '../sandbox/support.ts';

const never = new AbortController().signal;

describe('git at a remote that asks who is there', function () {
  this.timeout(60_000);
  const handle = useSandbox();
  let clones = 0;
  let folder = '';
  let asked: string[] = [];

  /** A clone whose own credential is this one, or none. */
  async function cloneWith(password: string | undefined): Promise<void> {
    clones += 1;
    folder = handle.folder(`clone ${clones}`);
    asked = [];
    await handle.sandbox.clone(handle.sandbox.people.developer, folder);
    await git(folder, 'config', '--unset-all', 'credential.helper');
    await git(folder, 'config', 'credential.helper', '');
    if (password !== undefined) {
      const store = handle.folder(`store ${clones}`);
      const { host } = new URL(handle.sandbox.url);
      writeFileSync(store, `http://someone:${password}@${host}\n`);
      await git(folder, 'config', '--add', 'credential.helper', `store --file='${store}'`);
    }
  }

  function workingCopy(token: string | undefined): GitWorkingCopy {
    const remoteToken = async (url: string) => {
      asked.push(url);
      return Promise.resolve(token);
    };
    return new GitWorkingCopy({ binary: 'git', directory: folder, remoteToken });
  }

  it('uses the token of the sign-in where git has no credential: to list, fetch and push', async () => {
    const { token } = handle.sandbox.people.developer;
    await cloneWith(undefined);
    const copy = workingCopy(token);
    assert.ok((await copy.branchNames('origin', never)).remote.includes('main'));
    const sha = await copy.fetchBranch('origin', 'main', never);
    await copy.createBranch('feature/7-signed-in', sha);
    await copy.push('origin', 'feature/7-signed-in', never);
    assert.deepEqual([...new Set(asked)], [handle.sandbox.repository.remoteUrl]);
    const config = readFileSync(path.join(folder, '.git/config'), 'utf8');
    assert.ok(!config.includes(token));
  });

  it('keeps the token out of arguments and of the helper that the person has', async () => {
    const { token } = handle.sandbox.people.developer;
    await cloneWith('expired');
    const store = handle.folder(`store ${clones}`);
    const trace = handle.folder(`trace ${clones}`);
    process.env['GIT_TRACE'] = trace;
    try {
      await workingCopy(token).fetchBranch('origin', 'main', never);
    } finally {
      delete process.env['GIT_TRACE'];
    }
    assert.ok(!readFileSync(store, 'utf8').includes(token));
    assert.ok(existsSync(trace) && !readFileSync(trace, 'utf8').includes(token));
  });

  it('takes the remote’s user name for no obstacle', async () => {
    await cloneWith(undefined);
    const { host } = new URL(handle.sandbox.url);
    await git(folder, 'remote', 'set-url', 'origin', `http://dana@${host}/acme/payments.git`);
    await workingCopy(handle.sandbox.people.developer.token).fetchBranch('origin', 'main', never);
  });

  it('keeps settings that the person gives by environment', async () => {
    await cloneWith(undefined);
    await git(folder, 'remote', 'set-url', 'origin', 'local:acme/payments.git');
    const settings = {
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: `url.${handle.sandbox.url}/.insteadOf`,
      GIT_CONFIG_VALUE_0: 'local:',
    };
    Object.assign(process.env, settings);
    try {
      await workingCopy(handle.sandbox.people.developer.token).fetchBranch('origin', 'main', never);
    } finally {
      for (const name of Object.keys(settings)) {
        Reflect.deleteProperty(process.env, name);
      }
    }
    assert.deepEqual(asked, [handle.sandbox.repository.remoteUrl]);
  });

  it('asks for no token while git’s own credential serves', async () => {
    const { sandbox } = handle;
    await cloneWith(sandbox.people.developer.token);
    await workingCopy('ghp_unused').fetchBranch('origin', 'main', never);
    assert.deepEqual(asked, []);
  });

  it('gives git’s own words when there is no token, or a refused one', async () => {
    await cloneWith(undefined);
    await assert.rejects(
      workingCopy(undefined).fetchBranch('origin', 'main', never),
      /could not read Username/,
    );
    await assert.rejects(
      workingCopy('ghp_expired').fetchBranch('origin', 'main', never),
      /Authentication failed/,
    );
  });

  it('asks for no token where the host says no for another reason', async () => {
    await cloneWith(handle.sandbox.outsider.token);
    await assert.rejects(workingCopy('ghp_unused').fetchBranch('origin', 'main', never), /not found/i);
    assert.deepEqual(asked, []);
  });

  it('never sends the token to where the host redirects', async () => {
    const seen: (string | undefined)[] = [];
    const elsewhere = await listening((request) => {
      seen.push(request.headers.authorization);
      return request.method === 'GET'
        ? { status: 200, body: '001e# service=git-upload-pack\n0000000eversion 2\n000cls-refs\n0000' }
        : { status: 401 };
    });
    const host = await listening(({ headers, url = '' }) => {
      const location = `${addressOf(elsewhere)}${url}`;
      return headers.authorization === undefined ? { status: 401 } : { status: 302, location };
    });
    try {
      await cloneWith(undefined);
      await git(folder, 'remote', 'set-url', 'origin', `${addressOf(host)}/acme/payments.git`);
      await assert.rejects(workingCopy('ghp_secret').fetchBranch('origin', 'main', never));
      assert.deepEqual(asked.length, 1);
      assert.ok(seen.length > 0);
      assert.ok(seen.every((authorization) => authorization === undefined));
    } finally {
      elsewhere.close();
      host.close();
    }
  });
});

interface Answer {
  readonly status: number;
  readonly body?: string;
  readonly location?: string;
}

async function listening(answer: (request: IncomingMessage) => Answer): Promise<Server> {
  const server = createServer((request, response) => {
    const { status, body = '', location } = answer(request);
    response.writeHead(status, {
      'content-type': 'application/x-git-upload-pack-advertisement',
      ...(status === 401 && { 'www-authenticate': 'Basic realm="GitHub"' }),
      ...(location !== undefined && { location }),
    });
    response.end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
