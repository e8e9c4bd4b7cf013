import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type PersonRole } from '../../sandbox/people.ts';
import { git } from '../../unit/sandbox/support.ts';
import { makeReady, prepareChange, pushAnother } from '../../unit/support/preparedChange.ts';
import { eventually } from '../support/eventually.ts';
import { Reviewing } from '../support/review.ts';
import { type Team } from '../support/useTeam.ts';

type Reviewer = Exclude<PersonRole, 'developer'>;

/** Ways on which something goes otherwise than planned. */
export function detours(team: Team): void {
  const repo = { owner: 'acme', repo: 'payments' };

  async function begin(title: string, file?: string) {
    const folder = team.folder('dana/work');
    const change = await prepareChange(team.sandbox, folder, { title, ...(file !== undefined && { file }) });
    const name = `#${change.number} ${title}`;
    const as = async (role: Reviewer, which?: 'second') => {
      const workbench = await team.window(role, which);
      const reviewing = new Reviewing(workbench);
      await reviewing.pick(name);
      return { workbench, reviewing };
    };
    return { change, folder, name, as };
  }

  /** What these do on GitHub itself, where the test is about someone else. */
  async function approvedBy(number: number, ...reviewers: readonly Reviewer[]): Promise<void> {
    for (const role of reviewers) {
      await team.sandbox
        .as(team.sandbox.people[role])
        .pulls.createReview({ ...repo, pull_number: number, event: 'APPROVE' });
    }
  }

  async function reviewsOf(number: number) {
    const { data } = await team.sandbox
      .as(team.sandbox.people.lead)
      .pulls.listReviews({ ...repo, pull_number: number });
    return data.map(({ user, state, commit_id }) => [user?.login, state, commit_id]);
  }

  async function isMerged(number: number): Promise<boolean> {
    const lead = team.sandbox.as(team.sandbox.people.lead);
    return (await lead.pulls.get({ ...repo, pull_number: number })).data.merged;
  }

  it('a push while the page is open: nothing is sent, what came is shown, and one decides again', async () => {
    const { change, folder, as } = await begin('Round refunds to cents');
    const { workbench, reviewing } = await as('peer');
    await reviewing.open('Approve…', 'Approve #');
    const head = await pushAnother(folder, 'Round half to even');
    await reviewing.choose('Approve');
    const moved = await workbench.notifications.appears('no longer');
    assert.match(moved, /1 commit came since\. Nothing was sent, and what you wrote is kept\./);
    await workbench.screenshots('detour-head-moved');
    assert.deepEqual(await reviewsOf(change.number), []);
    await workbench.notifications.press('no longer', 'Show What Came');
    assert.match(await reviewing.page('What came to #'), /Round half to even/);
    await workbench.screenshots('detour-what-came');
    await reviewing.choose('Decide again, with what came');
    await reviewing.page('Approve #');
    await reviewing.choose('Approve');
    await workbench.notifications.appears('You approved');
    assert.deepEqual(await reviewsOf(change.number), [['piotr-peer', 'APPROVED', head]]);
  });

  it('QA fails once, on a branch that moves meanwhile: the change is blocked until the fix passes', async () => {
    const { change, folder, as } = await begin('Show refunds in euro');
    const { workbench, reviewing } = await as('qa');
    await reviewing.test('A refund of 0.005 euro is shown as 0');
    const pushed = await pushAnother(folder, 'Write it in the notes');
    await makeReady(team.sandbox, pushed);
    await reviewing.choose('Failed: request changes');
    await workbench.notifications.appears('what you wrote is kept');
    await workbench.screenshots('detour-head-moved-qa');
    assert.deepEqual(await reviewsOf(change.number), []);
    await workbench.notifications.press('what you wrote is kept', 'Look Again');
    await reviewing.page('(1/3)');
    await reviewing.choose('staging');
    assert.match(await reviewing.page('(2/3)'), /A refund of 0\.005 euro is shown as 0/);
    await reviewing.choose('Go on to the result');
    await reviewing.page('(3/3)');
    await workbench.screenshots('detour-qa-result');
    await reviewing.choose('Failed: request changes');
    await workbench.notifications.appears('You requested changes on');
    const head = await pushAnother(folder, 'Show fractions of a cent');
    assert.match(
      await reviewing.open('QA Sign-Off…', '(1/3)'),
      /staging, without a deployment No successful deployment of \w{7} to staging was found\. Deploy it there first: an earlier sign-off will not count\./,
    );
    await workbench.screenshots('detour-no-deployment');
    await workbench.quickInput.cancel();
    await makeReady(team.sandbox, head);
    assert.match(
      await reviewing.test('A refund of 0.005 euro is shown as 0.01'),
      /It counts for step 5, QA\. It takes the place of your request for changes of /,
    );
    await reviewing.choose('Passed: sign off');
    await workbench.notifications.appears('You signed off');
    assert.deepEqual(await reviewsOf(change.number), [
      ['quinn-qa', 'CHANGES_REQUESTED', pushed],
      ['quinn-qa', 'APPROVED', head],
    ]);
  });

  it('a lead who approves too early gives the final approval again, and a merge whose answer got lost is made once', async () => {
    const { change, as } = await begin('Log refunds');
    // As a senior developer the lead would count as the peer first; so the peer goes first.
    await approvedBy(change.number, 'peer');
    const lead = await as('lead');
    assert.match(
      await lead.reviewing.open('Give Final Approval…', 'Give Final Approval'),
      /It comes early: step 5 is open, and the final approval has to be given again after that\./,
    );
    await lead.workbench.screenshots('detour-too-early');
    await lead.reviewing.choose('Approve early, though steps are open');
    await lead.workbench.notifications.appears('You approved');
    await lead.reviewing.clear();
    const qa = await as('qa');
    assert.match(
      await qa.reviewing.test('The log names no card'),
      /The final approval by @lena-lead would have to be given again after it\./,
    );
    await qa.reviewing.choose('Passed: sign off');
    await qa.workbench.notifications.appears('You signed off');
    assert.match(
      await lead.reviewing.open('Merge…', 'can’t be merged yet'),
      /6 Final approval The final approval by @lena-lead is older/,
    );
    await lead.workbench.screenshots('detour-cannot-merge');
    await lead.workbench.quickInput.cancel();
    await lead.reviewing.giveFinalApproval();
    await lead.reviewing.clear();
    team.sandbox.faults.add({ method: 'PUT', path: '**/merge', times: 1, effect: { kind: 'lose-answer' } });
    await lead.reviewing.merge();
    const unknown = `It is not known whether #${change.number} was merged`;
    await lead.workbench.notifications.appears(unknown);
    await lead.workbench.screenshots('detour-answer-lost');
    await lead.workbench.notifications.press(unknown, 'Retry');
    await lead.workbench.notifications.appears('is merged already');
    assert.equal(await isMerged(change.number), true);
  });

  it('a merge that the host refuses is told in its words, and goes into the queue where there is one, once', async () => {
    const { change, as } = await begin('Name the shop in refunds');
    await approvedBy(change.number, 'peer', 'qa', 'lead');
    const { workbench, reviewing } = await as('lead');
    team.sandbox.mergeRules.approvals = 6;
    await reviewing.merge();
    const refusal = 'At least 6 approving reviews are required by reviewers with write access.';
    assert.match(
      await workbench.notifications.appears(refusal),
      new RegExp(`^#${change.number} was not merged: .* refused: At least 6`),
    );
    await workbench.screenshots('detour-merge-refused');
    assert.equal(await isMerged(change.number), false);
    Object.assign(team.sandbox.mergeRules, { approvals: 0, queue: true });
    await workbench.notifications.press(refusal, 'Retry');
    await workbench.notifications.appears('Changes must be made through the merge queue');
    await reviewing.clear();
    await reviewing.open('Merge…', 'Merge #');
    await workbench.screenshots('detour-queue');
    await reviewing.chooseTwice('Add to the merge queue');
    const queued = `#${change.number} Name the shop in refunds is in the merge queue, at place 1.`;
    await workbench.notifications.appears(queued);
    await workbench.screenshots('detour-queued');
    assert.equal(await isMerged(change.number), false);
    await reviewing.clear();
    await reviewing.open('Merge…', 'Merge #');
    await reviewing.choose('Add to the merge queue');
    await workbench.notifications.appears(queued);
  });

  it('a double click in two windows at once makes one review and one merge', async () => {
    const { change, as } = await begin('Warn of refunds to closed accounts');
    await approvedBy(change.number, 'peer', 'qa');
    const both = [await as('lead'), await as('lead', 'second')];
    await Promise.all(
      both.map(async ({ reviewing }) => reviewing.open('Give Final Approval…', 'Give Final Approval')),
    );
    await Promise.all(
      both.map(async ({ reviewing, workbench }) => {
        await reviewing.chooseTwice('Give the final approval');
        await workbench.notifications.appears('You gave the final approval to');
      }),
    );
    const reviews = await reviewsOf(change.number);
    assert.deepEqual(
      reviews.filter(([login]) => login === 'lena-lead'),
      [['lena-lead', 'APPROVED', change.head]],
    );
    team.sandbox.requests.clear();
    await Promise.all(both.map(async ({ reviewing }) => reviewing.open('Merge…', 'Merge #')));
    await Promise.all(
      both.map(async ({ reviewing, workbench }) => {
        await reviewing.chooseTwice('Create a merge commit');
        await workbench.notifications.appears(
          `#${change.number} Warn of refunds to closed accounts is merged`,
        );
      }),
    );
    assert.equal(await isMerged(change.number), true);
    const merges = team.sandbox.requests.all.filter(
      ({ method, path: at }) => method === 'PUT' && at.endsWith(`/${change.number}/merge`),
    );
    assert.equal(merges.length, 1);
  });

  it('a comment that was begun is kept when the box is closed, and sent once', async () => {
    const { change, as } = await begin('Translate refunds');
    const { workbench, reviewing } = await as('peer');
    await reviewing.open('Request Changes…', 'Request Changes');
    await reviewing.choose('Write what should change…');
    await workbench.quickInput.appears();
    await workbench.quickInput.type('Please translate the subject too');
    await workbench.quickInput.cancel();
    await workbench.quickInput.disappears();
    await reviewing.open('Request Changes…', 'Request Changes');
    await workbench.screenshots('detour-request-changes');
    await reviewing.choose('Write what should change…');
    await eventually(async () => {
      assert.equal(await workbench.quickInput.value(), 'Please translate the subject too');
    });
    team.sandbox.faults.add({
      method: 'POST',
      path: '**/reviews',
      times: 1,
      effect: { kind: 'lose-answer' },
    });
    await workbench.quickInput.accept();
    assert.match(
      await workbench.notifications.appears('It is not known whether your review'),
      /can’t be reached .*\. What you wrote is kept\.$/,
    );
    await workbench.screenshots('detour-review-unknown');
    await workbench.notifications.press('It is not known whether your review', 'Retry');
    // VS Code may show what comes so soon after a pressed button at the bell only; what it did is looked at instead.
    await eventually(async () => {
      await workbench.quickInput.cancel();
      await reviewing.open('Request Changes…', 'Request Changes');
      await reviewing.choose('Write what should change…');
      await workbench.quickInput.appears();
      assert.equal(
        await workbench.quickInput.placeholder(),
        'Markdown; others can read it in the pull request',
      );
      assert.equal(await workbench.quickInput.value(), '', 'what was sent is kept no longer');
    });
    assert.deepEqual(await reviewsOf(change.number), [['piotr-peer', 'CHANGES_REQUESTED', change.head]]);
  });

  it('a push after approvals: the approval of the older commit counts no more, and is given again', async () => {
    const { change, folder, as } = await begin('Sort refunds by day');
    await approvedBy(change.number, 'peer');
    const head = await pushAnother(folder, 'Sort them by hour too');
    await makeReady(team.sandbox, head);
    const lead = await as('lead');
    assert.match(
      await lead.reviewing.open('Merge…', 'can’t be merged yet'),
      /3 Peer review The approval by @piotr-peer is for \w{7}; 1 commit came after it\. Ask @piotr-peer to review again\./,
    );
    await lead.workbench.screenshots('detour-stale');
    await lead.workbench.quickInput.cancel();
    const peer = await as('peer');
    await peer.reviewing.approve(/It counts for step 3, .*It takes the place of your approval of /);
    assert.deepEqual(await reviewsOf(change.number), [
      ['piotr-peer', 'APPROVED', change.head],
      ['piotr-peer', 'APPROVED', head],
    ]);
  });

  it('a security person who is also the only peer fills one of the two places, and is told so', async () => {
    const clone = team.folder(`lena/work ${Date.now()}`);
    await team.sandbox.clone(team.sandbox.people.lead, clone);
    const file = path.join(clone, '.github/change-procedure.yml');
    const procedure = await readFile(file, 'utf8');
    await writeFile(file, procedure.replace('acme/senior-developers', 'acme/application-security'));
    await git(
      clone,
      'commit',
      '--quiet',
      '--all',
      '--allow-empty',
      '--message',
      'Let security review as peers',
    );
    await git(clone, 'push', '--quiet');
    const { change, as } = await begin('Ask again before large refunds', 'src/auth/ask.ts');
    const { workbench, reviewing } = await as('security');
    await workbench.runCommand('Change: Look at the Files');
    const address = { owner: 'acme', repo: 'payments', pullRequestNumber: change.number };
    await workbench.notifications.appears(`Opened /open-pull-request-changes ${JSON.stringify(address)}`);
    const says = await reviewing.open('Approve…', 'Approve #');
    await workbench.screenshots('detour-only-peer');
    assert.match(
      says,
      /It counts for step 3, Peer review\. It does not count for step 4 as well: one person fills one role\. Then still needed: security team: 1 approval, and nobody known can give it/,
    );
    await reviewing.choose('Approve');
    await workbench.notifications.appears('You approved');
    assert.match(await reviewing.open('Merge…', 'can’t be merged yet'), /4 Security review /);
    assert.equal(await isMerged(change.number), false);
  });
}
