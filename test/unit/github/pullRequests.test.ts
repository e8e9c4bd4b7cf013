import assert from 'node:assert/strict';
import { openHosted } from '../../../src/adapters.ts';
import { requested } from '../../../src/change/reviewChoices.ts';
import { useSandbox } from '../../sandbox/mocha.ts';
import { pushBranch, repo } from '../sandbox/support.ts';
import { baseOf } from '../support/site.ts';

describe('GitHubPullRequests', () => {
  const handle = useSandbox();
  const signal = new AbortController().signal;

  it('asks people and teams, who are then asked on the host', async () => {
    const { sandbox } = handle;
    const { developer, lead } = sandbox.people;
    const head = await pushBranch(sandbox, developer, handle.folder('clone'));
    const { data: pull } = await sandbox
      .as(developer)
      .pulls.create({ ...repo, title: 'Ask', head, base: 'main' });
    const tokens = { get: async () => Promise.resolve(developer.token), rejected: () => undefined };
    const { pullRequests } = openHosted(baseOf(sandbox), tokens, 'change-guide/test');
    await pullRequests.requestReviewers(
      pull.number,
      requested([
        { kind: 'person', login: lead.login },
        { kind: 'team', slug: 'qa', name: 'acme/qa' },
      ]),
      signal,
    );
    const { data } = await sandbox
      .as(lead)
      .pulls.listRequestedReviewers({ ...repo, pull_number: pull.number });
    assert.deepEqual(
      [data.users.map(({ login }) => login), data.teams.map(({ slug }) => slug)],
      [[lead.login], ['qa']],
    );
    await assert.rejects(pullRequests.requestReviewers(999, { users: [lead.login], teams: [] }, signal), {
      problem: 'not-found',
    });
  });
});
