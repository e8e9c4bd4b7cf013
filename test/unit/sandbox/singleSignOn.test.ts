import assert from 'node:assert/strict';
import { useSandbox } from '../../sandbox/mocha.ts';
import { refusal, repo } from './support.ts';

describe('sandbox: an organisation that asks for single sign-on', function () {
  this.timeout(30_000);
  const handle = useSandbox();

  it('refuses its own, and leaves it out of lists that hold others’ too', async () => {
    const { sandbox } = handle;
    const { developer, peer } = sandbox.people;
    sandbox.unauthorized.add(developer.login);
    const client = sandbox.as(developer);
    const header = `required; url=${sandbox.url}/orgs/acme/sso?authorization_request=A1b2`;
    const ask = async (path: string, init: RequestInit = {}): Promise<Response> =>
      fetch(`${sandbox.url}${path}`, { ...init, headers: { authorization: `token ${developer.token}` } });
    for (const path of [
      '/api/v3/repos/acme/payments',
      '/api/v3/orgs/acme/teams',
      '/acme/payments.git/info/refs',
    ]) {
      const { status, headers } = await ask(path);
      assert.deepEqual([status, headers.get('x-github-sso')], [403, header], path);
    }
    assert.match((await refusal(client.repos.get(repo))).text, /SAML enforcement/);
    const query = '{ viewer { login } repository(owner: "acme", name: "payments") { id } }';
    const answer = await ask('/api/graphql', { method: 'POST', body: JSON.stringify({ query }) });
    assert.equal(answer.headers.get('x-github-sso'), header);
    const { data, errors } = (await answer.json()) as { data: unknown; errors: Record<string, unknown>[] };
    assert.deepEqual(data, { viewer: { login: developer.login }, repository: null });
    assert.deepEqual([errors[0]?.['type'], errors[0]?.['extensions']], ['FORBIDDEN', { saml_failure: true }]);

    const found = await client.search.issuesAndPullRequests({ q: 'repo:acme/payments is:issue' });
    assert.equal(found.data.total_count, 0);
    assert.match(String(found.headers['x-github-sso']), /^partial-results; organizations=\d+$/);
    assert.equal(
      (await client.users.getAuthenticated()).data.login,
      developer.login,
      'is not the organisation’s',
    );
    assert.ok((await sandbox.as(peer).repos.get(repo)).data.id > 0, 'a colleague’s token is authorised');
    sandbox.unauthorized.clear();
    assert.ok((await client.repos.get(repo)).data.id > 0);
  });
});
