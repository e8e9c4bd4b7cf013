import assert from 'node:assert/strict';
import { useSandbox } from '../../sandbox/mocha.ts';
import { git, pushBranch, repo } from './support.ts';

describe('sandbox: a repository that was renamed', function () {
  this.timeout(30_000);
  const handle = useSandbox();
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${handle.sandbox.apiUrl}${path}`, {
      redirect: 'manual',
      ...init,
      headers: { authorization: `token ${handle.sandbox.people.developer.token}` },
    });

  it('is found under its old name by the API, GraphQL, git and people, until another one takes the name', async () => {
    const { sandbox } = handle;
    const { people } = sandbox;
    const folder = handle.folder('clone');
    await pushBranch(sandbox, people.developer, folder);
    const before = await sandbox.as(people.lead).repos.get(repo);
    await sandbox.as(people.lead).repos.update({ ...repo, name: 'checkout' });

    const read = await ask('/repos/acme/payments/issues?state=all');
    const id = String(before.data.id);
    assert.deepEqual(
      [read.status, read.headers.get('location')],
      [301, `${sandbox.apiUrl}/repositories/${id}/issues?state=all`],
    );
    assert.deepEqual(((await read.json()) as { message: string }).message, 'Moved Permanently');
    const written = await ask('/repos/acme/payments/issues', { method: 'POST', body: '{"title":"New"}' });
    assert.equal(written.status, 307, 'what writes keeps its method');
    const { data } = await sandbox.as(people.developer).issues.create({ ...repo, title: 'New' });
    assert.match(data.html_url, /\/acme\/checkout\/issues\//);

    const { repository } = await sandbox
      .as(people.developer)
      .graphql<{ repository: { id: string; name: string } }>(
        'query { repository(owner: "acme", name: "payments") { id name } }',
      );
    assert.deepEqual([repository.id, repository.name], [before.data.node_id, 'checkout']);
    const page = await fetch(`${sandbox.url}/acme/payments/issues/7`, { redirect: 'manual' });
    assert.equal(page.headers.get('location'), `${sandbox.url}/acme/checkout/issues/7`);

    await git(folder, 'commit', '--quiet', '--allow-empty', '--message', 'More');
    await git(folder, 'push', '--quiet');
    await git(folder, 'fetch', '--quiet');
    assert.equal(await git(folder, 'rev-parse', 'HEAD'), await git(folder, 'rev-parse', '@{upstream}'));

    sandbox.createRepository('payments');
    const taken = await sandbox.as(people.developer).repos.get(repo);
    assert.notEqual(taken.data.node_id, before.data.node_id);
    assert.equal(taken.data.name, 'payments');
    await git(folder, 'fetch', '--quiet', '--prune');
    await assert.rejects(git(folder, 'rev-parse', '--verify', '@{upstream}'), 'git is at the other one too');
    assert.equal(
      (await sandbox.as(people.developer).repos.get({ ...repo, repo: 'checkout' })).data.id,
      before.data.id,
    );
  });
});
