import assert from 'node:assert/strict';
import { useSandbox } from '../../sandbox/mocha.ts';
import type { FaultEffect } from '../../sandbox/sandbox.ts';
import { git, refusal, repo } from './support.ts';

describe('sandbox: faults', () => {
  const handle = useSandbox();
  const issues = '/api/v3/repos/acme/payments/issues';

  async function titles(): Promise<string[]> {
    const developer = handle.sandbox.as(handle.sandbox.people.developer);
    return (await developer.issues.listForRepo({ ...repo, per_page: 100 })).data.map(({ title }) => title);
  }

  async function createIssue(title: string): Promise<unknown> {
    return handle.sandbox.as(handle.sandbox.people.developer).issues.create({ ...repo, title });
  }

  it('answers in GitHub’s place: status, body, headers; the request takes no effect', async () => {
    const body = { message: 'You have exceeded a secondary rate limit' };
    const effect: FaultEffect = { kind: 'answer', status: 403, body, headers: { 'retry-after': '7' } };
    handle.sandbox.faults.add({ method: 'POST', path: '**/issues', effect });
    const error = await createIssue('Not made').then(
      () => assert.fail('was answered'),
      (reason: unknown) =>
        reason as { status: number; response: { headers: Record<string, string>; data: unknown } },
    );
    assert.deepEqual(
      [error.status, error.response.headers['retry-after'], error.response.data],
      [403, '7', body],
    );
    assert.ok(!(await titles()).includes('Not made'), 'a GET of the same path is left alone');
  });

  it('works so many times, after so many', async () => {
    handle.sandbox.faults.add({ path: issues, after: 1, times: 2, effect: { kind: 'answer', status: 502 } });
    const developer = handle.sandbox.as(handle.sandbox.people.developer);
    const statuses: number[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      const list = developer.issues.listForRepo(repo);
      statuses.push(
        await list.then(
          ({ status }) => status,
          (error: unknown) => (error as { status: number }).status,
        ),
      );
    }
    assert.deepEqual(statuses, [200, 502, 502, 200]);
  });

  it('cuts the connection before the request takes effect', async () => {
    handle.sandbox.faults.add({ method: 'POST', path: issues, times: 1, effect: { kind: 'cut' } });
    await assert.rejects(createIssue('Cut before'));
    assert.ok(!(await titles()).includes('Cut before'));
  });

  it('loses the answer after the request took effect', async () => {
    handle.sandbox.faults.add({ method: 'POST', path: issues, times: 1, effect: { kind: 'lose-answer' } });
    await assert.rejects(createIssue('Cut after'));
    assert.ok((await titles()).includes('Cut after'));
  });

  it('sends half a body', async () => {
    handle.sandbox.faults.add({ path: '/api/v3/user', effect: { kind: 'malformed' } });
    const { people, apiUrl } = handle.sandbox;
    const response = await fetch(`${apiUrl}/user`, {
      headers: { authorization: `token ${people.qa.token}` },
    });
    assert.equal(response.status, 200);
    await assert.rejects(response.json(), SyntaxError);
  });

  it('delays, and then answers as usual', async () => {
    handle.sandbox.faults.add({ path: '/api/v3/user', effect: { kind: 'delay', milliseconds: 120 } });
    const start = performance.now();
    await handle.sandbox.as(handle.sandbox.people.qa).users.getAuthenticated();
    assert.ok(performance.now() - start >= 119);
  });

  it('puts GraphQL errors beside the data, by the name of the operation', async () => {
    const { faults, people } = handle.sandbox;
    const errors = [{ type: 'FORBIDDEN', message: 'Resource protected by organization SAML enforcement.' }];
    faults.add({ operation: 'Me', effect: { kind: 'graphql-errors', errors } });
    const client = handle.sandbox.as(people.lead);
    const me = client.graphql('query Me { viewer { login } }');
    const error = await me.then(
      () => assert.fail('was answered'),
      (reason: unknown) => reason as { data: unknown; errors: unknown },
    );
    assert.deepEqual([error.data, error.errors], [{ viewer: { login: people.lead.login } }, errors]);
    assert.deepEqual(await client.graphql('query Other { viewer { login } }'), {
      viewer: { login: people.lead.login },
    });
  });

  it('reaches git too', async () => {
    const { sandbox } = handle;
    const folder = handle.folder('faults');
    await sandbox.clone(sandbox.people.developer, folder);
    sandbox.faults.add({ path: '/acme/payments.git/**', times: 1, effect: { kind: 'answer', status: 503 } });
    await assert.rejects(git(folder, 'fetch'), /503/);
    sandbox.faults.add({ path: '**/git-receive-pack', times: 1, effect: { kind: 'lose-answer' } });
    await assert.rejects(git(folder, 'push', 'origin', 'main:refs/heads/feature/lost'));
    assert.match(await git(folder, 'ls-remote', 'origin', 'refs/heads/feature/lost'), /feature\/lost/);
  });

  it('are driven over HTTP by tests in another process, with the control token only', async () => {
    const { url, controlToken, people } = handle.sandbox;
    const control = async (
      method: string,
      path: string,
      body?: unknown,
      token = controlToken,
    ): Promise<Response> =>
      fetch(`${url}/_sandbox/${path}`, {
        method,
        headers: { authorization: `Bearer ${token}` },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    assert.equal((await control('GET', 'requests', undefined, 'wrong')).status, 401);
    await control('DELETE', 'requests');
    await control('POST', 'faults', { path: '/api/v3/user', effect: { kind: 'answer', status: 500 } });
    const me = handle.sandbox.as(people.qa);
    assert.equal((await refusal(me.users.getAuthenticated())).status, 500);
    await control('DELETE', 'faults');
    await me.users.getAuthenticated();
    const logged = (await (await control('GET', 'requests')).json()) as {
      path: string;
      status: number;
      login: string;
    }[];
    const seen = logged.map(({ path, status, login }) => [path, status, login]);
    assert.deepEqual(seen, [
      ['/api/v3/user', 500, people.qa.login],
      ['/api/v3/user', 200, people.qa.login],
    ]);
  });
});
