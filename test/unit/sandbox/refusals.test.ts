import assert from 'node:assert/strict';
import { useSandbox } from '../../sandbox/mocha.ts';
import { openPull, pushBranch, refusal, repo } from './support.ts';

describe('sandbox: what GitHub refuses', () => {
  const handle = useSandbox();

  it('an approval of one’s own pull request', async () => {
    const { sandbox } = handle;
    const { pull_number } = await openPull(sandbox, handle.folder('clone'));
    const developer = sandbox.as(sandbox.people.developer);
    const { status, text } = await refusal(
      developer.pulls.createReview({ ...repo, pull_number, event: 'APPROVE' }),
    );
    assert.equal(status, 422);
    assert.match(text, /Can not approve your own pull request/);
    const comment = await developer.pulls.createReview({
      ...repo,
      pull_number,
      event: 'COMMENT',
      body: 'Mine.',
    });
    assert.equal(comment.data.state, 'COMMENTED');
  });

  it('a request for changes or a comment without a text, and a commit that is not part of the change', async () => {
    const { sandbox } = handle;
    const { pull_number, head } = await openPull(sandbox, handle.folder('clone'));
    const at = { ...repo, pull_number };
    const peer = sandbox.as(sandbox.people.peer);
    const main = (await peer.git.getRef({ ...repo, ref: 'heads/main' })).data.object.sha;
    for (const event of ['REQUEST_CHANGES', 'COMMENT'] as const) {
      assert.equal((await refusal(peer.pulls.createReview({ ...at, event }))).status, 422);
    }
    for (const commit_id of ['0'.repeat(40), 'HEAD', main]) {
      assert.equal(
        (await refusal(peer.pulls.createReview({ ...at, event: 'APPROVE', commit_id }))).status,
        422,
      );
    }
    assert.equal((await peer.pulls.listReviews(at)).data.length, 0);
    assert.equal((await peer.pulls.createReview({ ...at, event: 'APPROVE', commit_id: head })).status, 200);
  });

  it('a second pull request for a branch, one without commits, one from or to a branch that is not there', async () => {
    const { sandbox } = handle;
    const developer = sandbox.as(sandbox.people.developer);
    const head = await pushBranch(sandbox, sandbox.people.developer, handle.folder('clone'));
    const fresh = { ...repo, title: 'Change', head, base: 'main' };
    await developer.pulls.create(fresh);
    const cases = [
      [fresh, /A pull request already exists for acme:feature/],
      [{ ...fresh, head: 'main' }, /No commits between main and main/],
      [{ ...fresh, head: 'nowhere' }, /"field":"head","code":"invalid"/],
      [{ ...fresh, base: 'nowhere' }, /"field":"base","code":"invalid"/],
    ] as const;
    for (const [request, message] of cases) {
      const { status, text } = await refusal(developer.pulls.create(request));
      assert.equal(status, 422);
      assert.match(text, message);
    }
  });

  it('an issue without a title, and any where issues are disabled', async () => {
    const { sandbox } = handle;
    const developer = sandbox.as(sandbox.people.developer);
    assert.match((await refusal(developer.issues.create({ ...repo, title: ' ' }))).text, /missing_field/);
    const lead = sandbox.as(sandbox.people.lead);
    await lead.repos.update({ ...repo, has_issues: false });
    assert.equal((await refusal(developer.issues.create({ ...repo, title: 'A title' }))).status, 410);
    await lead.repos.update({ ...repo, has_issues: true });
  });

  it('an assignee who has no access: left out without a word', async () => {
    const { sandbox } = handle;
    const developer = sandbox.as(sandbox.people.developer);
    const assignees = [sandbox.outsider.login, 'nobody-at-all', sandbox.people.developer.login.toUpperCase()];
    const { data } = await developer.issues.create({ ...repo, title: 'Assigned', assignees });
    assert.deepEqual(
      data.assignees?.map(({ login }) => login),
      [sandbox.people.developer.login],
    );
  });

  it('a ref that exists, one that git would not have, one to an object that is not there', async () => {
    const { sandbox } = handle;
    const developer = sandbox.as(sandbox.people.developer);
    const sha = (await developer.git.getRef({ ...repo, ref: 'heads/main' })).data.object.sha;
    const cases = [
      [{ ref: 'refs/heads/main', sha }, /Reference already exists/],
      [{ ref: 'refs/heads/a..b', sha }, /not a valid ref name/],
      [{ ref: 'refs/heads/fresh', sha: '0'.repeat(40) }, /Object does not exist/],
      [{ ref: 'refs/heads/main/below', sha }, /Reference update failed/],
    ] as const;
    for (const [ref, message] of cases) {
      const { status, text } = await refusal(developer.git.createRef({ ...repo, ...ref }));
      assert.equal(status, 422);
      assert.match(text, message);
    }
  });

  it('a merge of another head than the one that was approved', async () => {
    const { sandbox } = handle;
    const { pull_number } = await openPull(sandbox, handle.folder('clone'));
    const lead = sandbox.as(sandbox.people.lead);
    assert.equal(
      (await refusal(lead.pulls.merge({ ...repo, pull_number, sha: '0'.repeat(40) }))).status,
      409,
    );
  });
});
