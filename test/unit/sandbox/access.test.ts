import assert from 'node:assert/strict';
import { useSandbox } from '../../sandbox/mocha.ts';
import { git, refusal, repo } from './support.ts';

describe('sandbox: who may see what', () => {
  const handle = useSandbox();

  async function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${handle.sandbox.url}${path}`, { headers });
  }

  it('says that it is an Enterprise Server, also to strangers', async () => {
    const response = await get('/api/v3/meta');
    assert.match(
      response.headers.get('x-github-enterprise-version') ?? '',
      /^enterprise-server@3\.\d+\.\d+$/,
    );
    assert.match(
      ((await response.json()) as { installed_version: string }).installed_version,
      /^3\.\d+\.\d+$/,
    );
  });

  it('refuses a token that it does not know, for the API, for GraphQL and for git', async () => {
    const authorization = 'Bearer ghp_wrong';
    for (const response of [
      await get('/api/v3/user', { authorization }),
      await get('/api/v3/repos/acme/payments', { authorization }),
      await fetch(`${handle.sandbox.url}/api/graphql`, {
        method: 'POST',
        headers: { authorization },
        body: '{}',
      }),
    ]) {
      assert.equal(response.status, 401);
      assert.equal(((await response.json()) as { message: string }).message, 'Bad credentials');
    }
    const wrong = Buffer.from('dana-dev:ghp_wrong').toString('base64');
    const path = '/acme/payments.git/info/refs?service=git-upload-pack';
    assert.equal((await get(path, { authorization: `Basic ${wrong}` })).status, 401);
    assert.equal((await get(path)).headers.get('www-authenticate'), 'Basic realm="GitHub"');
  });

  it('does not tell strangers and outsiders that the private repository exists', async () => {
    const { sandbox } = handle;
    assert.equal((await get('/api/v3/repos/acme/payments')).status, 404);
    assert.equal((await get('/api/v3/user')).status, 401);
    const outsider = { authorization: `Bearer ${sandbox.outsider.token}` };
    for (const path of ['repos/acme/payments/issues', 'orgs/acme/teams', 'orgs/acme/teams/qa/members']) {
      assert.equal((await get(`/api/v3/${path}`, outsider)).status, 404, path);
    }
  });

  it('answers an unchanged question with 304, which costs nothing', async () => {
    const authorization = `token ${handle.sandbox.people.qa.token}`;
    const first = await get('/api/v3/repos/acme/payments/issues', { authorization });
    const etag = first.headers.get('etag') ?? '';
    const second = await get('/api/v3/repos/acme/payments/issues', { authorization, 'if-none-match': etag });
    assert.equal(second.status, 304);
    for (const name of ['x-ratelimit-remaining', 'x-oauth-scopes', 'x-github-request-id']) {
      assert.ok(first.headers.has(name), name);
    }
    assert.equal(second.headers.get('x-ratelimit-remaining'), first.headers.get('x-ratelimit-remaining'));
  });

  it('pages lists, with links to the next and the last', async () => {
    const developer = handle.sandbox.as(handle.sandbox.people.developer);
    const { data, headers } = await developer.issues.listForRepo({ ...repo, state: 'all', per_page: 2 });
    assert.equal(data.length, 2);
    assert.match(headers.link ?? '', /\/api\/v3\/repos\/acme\/payments\/issues\?.*page=2>; rel="next"/);
    const all = await developer.paginate(developer.issues.listForRepo, {
      ...repo,
      state: 'all',
      per_page: 2,
    });
    assert.deepEqual(
      all.map(({ number }) => number),
      [9, 8, 7, 6, 5, 4, 3, 2, 1],
    );
  });

  it('clones with the person’s own identity and token, kept out of the work tree', async () => {
    const { people } = handle.sandbox;
    const folder = handle.folder('clone with a space');
    await handle.sandbox.clone(people.security, folder);
    assert.equal(await git(folder, 'config', '--local', 'user.email'), people.security.email);
    assert.equal(
      (await git(folder, 'config', '--local', '--get-all', 'credential.helper')).split('\n')[0],
      '',
    );
    assert.equal(await git(folder, 'status', '--porcelain'), '');
    assert.ok(!(await git(folder, 'config', '--local', '--list')).includes(people.security.token));
    await git(folder, 'fetch', '--quiet');
    assert.equal(
      handle.sandbox.requests.matching({ login: people.security.login, path: '/info/refs' }).length > 0,
      true,
    );
  });

  it('shows a page for what links lead to, with nothing in it that a browser would run', async () => {
    const { sandbox } = handle;
    const developer = sandbox.as(sandbox.people.developer);
    const { data } = await developer.issues.create({ ...repo, title: '<script>alert(1)</script>' });
    const html = await (await fetch(data.html_url)).text();
    assert.match(html, /&lt;script&gt;/);
    assert.ok(!html.includes('<script>'));
    assert.equal((await get('/acme/payments/tree/main')).status, 200);
    assert.equal((await get('/acme/payments/issues/999')).status, 404);
  });

  it('lets those who may only read neither push nor make branches', async () => {
    const { sandbox } = handle;
    const authorization = `Bearer ${sandbox.outsider.token}`;
    const path = '/acme/payments.git/info/refs?service=git-receive-pack';
    assert.equal((await get(path, { authorization })).status, 404);
    const missing = sandbox.as(sandbox.people.developer).repos.get({ owner: 'acme', repo: 'none' });
    assert.equal((await refusal(missing)).status, 404);
  });
});
