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
    const other = await prepare('Another change');
    const { number, branch } = await prepare('Round fees to cents');

    /** The window of one who has the branch, once the line has just these buttons. */
    async function at(role: 'peer' | 'qa' | 'lead', line: string, ...buttons: readonly string[]) {
      const workbench = await team.window(role);
      const view = workbench.view('Current Change');
      await git(team.clone(role), 'fetch', '--quiet');
      await git(team.clone(role), 'switch', '--quiet', branch);
      await workbench.useTheme('dark');
      await eventually(async () => {
        await view.pressInTitle('Refresh');
        assert.deepEqual(await view.buttonsInRow(line), buttons);
      });
      return { workbench, view, reviewing: new Reviewing(workbench) };
    }

    const peer = await at('peer', '3 Peer review', 'Approve…');
    await peer.workbench.screenshot('view-offers-dark');
    // The line is about the branch, whatever was picked.
    await peer.reviewing.pick(`#${other.number} Another change`);
    await peer.view.pressInRow('3 Peer review', 'Approve…');
    assert.match(await peer.reviewing.page(`Approve #${number}`), /It counts for step 3/);
    await peer.workbench.screenshot('review-approve-dark');
    await peer.reviewing.choose('Approve');
    await peer.workbench.notifications.appears('You approved');
    await peer.workbench.useTheme('light');
    await peer.workbench.screenshot('view-approved-light');

    const qa = await at('qa', '5 QA', 'QA Sign-Off…');
    await qa.view.pressInRow('5 QA', 'QA Sign-Off…');
    await qa.reviewing.page('(1/3)');
    await qa.workbench.screenshot('review-deployment-dark');
    await qa.reviewing.answer('Fees are round');
    await qa.workbench.screenshot('review-sign-off-dark');
    await qa.reviewing.choose('Passed: sign off');
    await qa.workbench.notifications.appears('You signed off');

    const lead = await at('lead', '6 Final approval', 'Give Final Approval…');
    await lead.view.pressInRow('6 Final approval', 'Give Final Approval…');
    await lead.reviewing.page('Give Final Approval');
    await lead.workbench.screenshot('review-final-approval-dark');
    await lead.reviewing.choose('Give the final approval');
    await lead.workbench.notifications.appears('You gave the final approval to');
    await at('lead', 'ready to merge', 'Merge…', 'Open in Browser');
    await lead.workbench.screenshot('view-mergeable-dark');
    await lead.view.pressInRow('ready to merge', 'Merge…');
    await lead.reviewing.page(`Merge #${number}`);
    await lead.workbench.screenshot('review-merge-dark');
    await lead.reviewing.choose('Create a merge commit');
    await lead.workbench.notifications.appears('is merged into main');
  });
});
