import assert from 'node:assert/strict';
import { git } from '../../unit/sandbox/support.ts';
import { prepareChange } from '../../unit/support/preparedChange.ts';
import { eventually } from '../support/eventually.ts';
import { Reviewing } from '../support/review.ts';
import { useTeam } from '../support/useTeam.ts';

describe('Reviewers who have the branch checked out', function () {
  this.timeout(300_000);
  const team = useTeam();

  it('do their steps from the lines of the Change view', async () => {
    const prepare = async (title: string) => prepareChange(team.sandbox, team.folder('dana/work'), { title });
    const pull = async (pull_number: number) => {
      const lead = team.sandbox.as(team.sandbox.people.lead);
      return (await lead.pulls.get({ owner: 'acme', repo: 'payments', pull_number })).data;
    };
    const other = await prepare('Another change');
    const { number, branch } = await prepare('Round fees to cents');

    /** The window of one who has the branch, once the line has just these buttons. */
    async function at(role: 'peer' | 'qa' | 'lead', line: string, ...buttons: readonly string[]) {
      const workbench = await team.window(role);
      const view = workbench.view('Current Change');
      await git(team.clone(role), 'fetch', '--quiet');
      await git(team.clone(role), 'switch', '--quiet', branch);
      await eventually(async () => {
        await view.pressInTitle('Refresh');
        assert.deepEqual(await view.buttonsInRow(line), buttons);
      });
      return { workbench, view, reviewing: new Reviewing(workbench) };
    }

    const peer = await at('peer', '3 Peer review', 'Approve…');
    await peer.workbench.screenshots('view-offers');
    await peer.workbench.runCommand('Change: Look at the Files');
    const files = `#${number} Round fees to cents (`;
    await peer.workbench.page.getByRole('tab', { name: files }).waitFor();
    await eventually(async () => {
      const shown = peer.workbench.page.locator('.multiDiffEntry .file-path');
      assert.match((await shown.allInnerTexts()).join(), /notes\.md/);
    });
    await peer.workbench.screenshots('view-files');
    await peer.workbench.calmDown();
    await peer.workbench.runCommand('Change: Request Review');
    await peer.workbench.quickInput.appears('Request the reviews that are still needed');
    await peer.workbench.screenshots('view-request-review');
    await peer.workbench.quickInput.accept();
    const asked = 'acme/senior-developers, acme/qa, acme/engineering-leads';
    await peer.workbench.notifications.appears(`${asked} were asked to review #${number}.`);
    assert.deepEqual(
      (await pull(number)).requested_teams?.map(({ slug }) => `acme/${slug}`).join(', '),
      asked,
    );
    await peer.workbench.runCommand('Change: Copy Status as Markdown');
    await peer.workbench.statusBarItem('The status is copied as Markdown.');
    await peer.workbench.page.keyboard.press('F1');
    await peer.workbench.quickInput.appears();
    await peer.workbench.page.keyboard.press('ControlOrMeta+v');
    await eventually(async () => {
      assert.match(await peer.workbench.quickInput.value(), /ENG-PROC-003.*Peer review/);
    });
    await peer.workbench.quickInput.cancel();
    // The line is about the branch, whatever was picked.
    await peer.reviewing.pick(`#${other.number} Another change`);
    assert.match(
      await peer.reviewing.open('Ask for Security Review', `Ask for a Security Review of #${other.number}`),
      /With the label “security”, step 4, Security review, is required: the security team has to approve\./,
    );
    await peer.workbench.screenshots('review-ask-security');
    await peer.reviewing.chooseTwice('Set the label “security”');
    await peer.workbench.notifications.appears(
      `#${other.number} Another change has the label “security” now`,
    );
    assert.deepEqual(
      (await pull(other.number)).labels.map(({ name }) => name),
      ['security'],
    );
    await peer.view.pressInRow('3 Peer review', 'Approve…');
    assert.match(await peer.reviewing.page(`Approve #${number}`), /It counts for step 3/);
    await peer.workbench.screenshots('review-approve');
    await peer.reviewing.chooseTwice('Approve');
    await peer.workbench.notifications.appears('You approved');
    await peer.workbench.screenshots('view-approved');

    const qa = await at('qa', '5 QA', 'QA Sign-Off…');
    await qa.view.pressInRow('5 QA', 'QA Sign-Off…');
    await qa.reviewing.page('(1/3)');
    await qa.workbench.screenshots('review-deployment');
    await qa.reviewing.answer('Fees are round');
    await qa.workbench.screenshots('review-sign-off');
    await qa.reviewing.choose('Passed: sign off');
    await qa.workbench.notifications.appears('You signed off');

    const lead = await at('lead', '6 Final approval', 'Give Final Approval…');
    await lead.view.pressInRow('6 Final approval', 'Give Final Approval…');
    await lead.reviewing.page('Give Final Approval');
    await lead.workbench.screenshots('review-final-approval');
    await lead.reviewing.choose('Give the final approval');
    await lead.workbench.notifications.appears('You gave the final approval to');
    await at('lead', 'ready to merge', 'Merge…', 'Open in Browser');
    await lead.workbench.screenshots('view-mergeable');
    await lead.view.pressInRow('ready to merge', 'Merge…');
    await lead.reviewing.page(`Merge #${number}`);
    await lead.workbench.screenshots('review-merge');
    await lead.reviewing.chooseTwice('Create a merge commit');
    await lead.workbench.notifications.appears('is merged into main');
    await lead.workbench.screenshots('review-merged');
    assert.deepEqual(await lead.workbench.notifications.buttons('is merged into main'), [
      'Delete Local Branch',
      'Export Evidence',
      'Open Pull Request',
    ]);
    await lead.workbench.notifications.press('is merged into main', 'Delete Local Branch');
    await lead.workbench.notifications.appears(`The local branch “${branch}” is deleted.`);
    const branches = await git(team.clone('lead'), 'branch', '--format', '%(HEAD)%(refname:short)');
    assert.equal(branches, '*main');
    const { data: reviews } = await team.sandbox
      .as(team.sandbox.people.lead)
      .pulls.listReviews({ owner: 'acme', repo: 'payments', pull_number: number });
    assert.deepEqual(
      reviews.map(({ user }) => user?.login),
      ['piotr-peer', 'quinn-qa', 'lena-lead'],
    );
  });
});
