import assert from 'node:assert/strict';
import { useSandbox } from '../../sandbox/mocha.ts';
import { git, pushBranch, repo } from './support.ts';

describe('sandbox: a change through all six steps', () => {
  const handle = useSandbox();

  it('goes from the ticket to the merge, all of it as GitHub describes its API', async () => {
    const { sandbox } = handle;
    const { people } = sandbox;
    const [developer, peer, security, qa, lead] = [
      sandbox.as(people.developer),
      sandbox.as(people.peer),
      sandbox.as(people.security),
      sandbox.as(people.qa),
      sandbox.as(people.lead),
    ];

    const { data: issue } = await developer.issues.create({
      ...repo,
      title: 'Log refunds',
      labels: ['enhancement'],
    });
    await developer.issues.addAssignees({
      ...repo,
      issue_number: issue.number,
      assignees: [people.developer.login],
    });

    const folder = handle.folder('walk');
    const head = await pushBranch(sandbox, people.developer, folder);
    const body = `Closes #${issue.number}`;
    const { data: pull } = await developer.pulls.create({
      ...repo,
      title: 'Log refunds',
      head,
      base: 'main',
      body,
    });
    const at = { ...repo, pull_number: pull.number };
    await developer.pulls.requestReviewers({
      ...at,
      reviewers: [people.peer.login],
      team_reviewers: ['security'],
    });
    await developer.issues.addLabels({ ...repo, issue_number: pull.number, labels: ['security'] });
    await developer.issues.createComment({ ...repo, issue_number: pull.number, body: 'Ready.' });
    assert.equal((await developer.pulls.listFiles(at)).data.length, 1);
    assert.equal(
      (await developer.pulls.listCommits(at)).data[0]?.commit.author?.email,
      people.developer.email,
    );

    await peer.pulls.createReview({ ...at, event: 'REQUEST_CHANGES', body: 'A test is missing.' });
    await peer.pulls.createReview({ ...at, event: 'APPROVE' });
    await security.pulls.createReview({ ...at, event: 'APPROVE', body: 'Fine.' });
    const asked = (await developer.pulls.listRequestedReviewers(at)).data;
    assert.deepEqual([asked.users, asked.teams], [[], []], 'who has answered is asked no longer');

    const { sha } = pull.head;
    await developer.repos.createCommitStatus({ ...repo, sha, state: 'success', context: 'ci/lint' });
    const run = await developer.checks.create({
      ...repo,
      name: 'ci/test',
      head_sha: sha,
      status: 'in_progress',
    });
    const check_run_id = run.data.id;
    await developer.checks.update({ ...repo, check_run_id, status: 'completed', conclusion: 'success' });
    assert.equal((await developer.checks.listForRef({ ...repo, ref: sha })).data.total_count, 1);
    assert.equal(
      (await developer.repos.getCombinedStatusForRef({ ...repo, ref: head })).data.state,
      'success',
    );

    const deployed = await qa.repos.createDeployment({
      ...repo,
      ref: head,
      environment: 'staging',
      required_contexts: [],
    });
    assert.ok('id' in deployed.data);
    const deployment = { ...repo, deployment_id: deployed.data.id };
    await qa.repos.createDeploymentStatus({ ...deployment, state: 'success' });
    assert.equal((await qa.repos.listDeploymentStatuses(deployment)).data[0]?.state, 'success');
    assert.equal((await qa.repos.listDeployments({ ...repo, sha })).data.length, 1);
    await qa.pulls.createReview({ ...at, event: 'APPROVE', body: 'Tested on staging.' });

    await lead.pulls.createReview({ ...at, event: 'APPROVE', commit_id: sha });
    const merged = await lead.pulls.merge({ ...at, sha, merge_method: 'merge' });

    const after = (await developer.pulls.get(at)).data;
    assert.deepEqual([after.merged, after.merge_commit_sha], [true, merged.data.sha]);
    const closed = (await developer.issues.get({ ...repo, issue_number: issue.number })).data;
    assert.deepEqual([closed.state, closed.state_reason], ['closed', 'completed']);
    await git(folder, 'fetch', '--quiet');
    assert.equal(await git(folder, 'rev-parse', 'origin/main'), merged.data.sha);
    assert.equal(await git(folder, 'show', '-s', '--format=%ae', 'origin/main'), people.lead.email);
  });

  it('reads everything else that is there without a word against GitHub’s description', async () => {
    const { sandbox } = handle;
    const { people } = sandbox;
    const developer = sandbox.as(people.developer);
    const at = { ...repo, pull_number: 6 };
    const org = 'acme';
    assert.equal((await developer.users.getAuthenticated()).data.login, people.developer.login);
    const repository = (await developer.repos.get(repo)).data;
    assert.equal(repository.html_url, `${sandbox.url}/acme/payments`);
    assert.equal(repository.clone_url, sandbox.repository.remoteUrl);
    assert.equal(repository.url, `${sandbox.apiUrl}/repos/acme/payments`);
    assert.deepEqual([repository.permissions?.push, repository.permissions?.admin], [true, false]);
    assert.equal((await developer.pulls.listReviews(at)).data.length, 4);
    assert.equal((await developer.pulls.listCommits(at)).data.length, 2);
    assert.equal((await developer.issues.listForRepo({ ...repo, state: 'all' })).data.length >= 9, true);
    assert.equal((await developer.teams.list({ org })).data.length, 5);
    const inSecurity = await developer.teams.listMembersInOrg({ org, team_slug: 'security' });
    assert.deepEqual(
      inSecurity.data.map(({ login }) => login),
      [people.security.login],
      'child teams count',
    );
    await developer.teams.getByName({ org, team_slug: 'qa' });
    await developer.teams.listChildInOrg({ org, team_slug: 'security' });
    await developer.teams.getMembershipForUserInOrg({ org, team_slug: 'qa', username: people.qa.login });
    const { data } = await developer.repos.getCollaboratorPermissionLevel({
      ...repo,
      username: people.lead.login,
    });
    assert.equal(data.role_name, 'admin');
    await developer.repos.listCollaborators(repo);
    await developer.repos.listTeams(repo);
    await developer.issues.listAssignees(repo);
    await developer.issues.listLabelsForRepo(repo);
    assert.equal((await developer.repos.listCommits(repo)).data.length >= 18, true);
    await developer.repos.getCommit({ ...repo, ref: 'main' });
    await developer.repos.getBranch({ ...repo, branch: 'main' });
    await developer.repos.getBranchRules({ ...repo, branch: 'main' });
    await developer.repos.getRepoRulesets(repo);
    await developer.orgs.get({ org });
    await developer.orgs.listMembers({ org });
    await developer.orgs.listForAuthenticatedUser();
    await developer.rateLimit.get();
    const file = await developer.repos.getContent({
      ...repo,
      path: '.github/change-procedure.yml',
      ref: 'main',
    });
    assert.ok('content' in file.data);
    const raw = await developer.repos.getContent({
      ...repo,
      path: 'README.md',
      mediaType: { format: 'raw' },
    });
    assert.match(String(raw.data), /^# Payments/);
  });
});
