import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { parseSignOff } from '../../../src/change/signOff.ts';
import { boardStatus } from '../../unit/support/board.ts';
import { bodyFor, makeReady, type PreparedChange } from '../../unit/support/preparedChange.ts';
import { Developer } from '../support/developer.ts';
import { Draft } from '../support/draft.ts';
import { Reviewing } from '../support/review.ts';
import { Turns } from '../support/turns.ts';
import { type Team } from '../support/useTeam.ts';

/** The whole way without a detour. */
export function sixSteps(team: Team): void {
  const repo = { owner: 'acme', repo: 'payments' };
  const title = 'Limit refunds per day';
  const evidence = 'A refund above the limit asks for a second approval';

  it('take a change through all six steps to merged, and each sees whose turn it is', async () => {
    const turns = new Turns(team);
    const change = await startAndSubmit('src/auth/limits.ts');
    const line = `#${change.number} ${title}`;
    const at = async (role: 'peer' | 'security' | 'qa' | 'lead') => {
      const workbench = await team.window(role);
      return { workbench, view: await turns.view(role), reviewing: new Reviewing(workbench) };
    };

    await turns.isTurnOf('peer', 'Review', line, /waiting for acme\/senior-developers/, [
      'security',
      'qa',
      'developer',
    ]);
    const peer = await at('peer');
    await peer.workbench.screenshots('journey-1-peer');
    // A click opens the page of what is asked.
    await peer.view.click(line);
    assert.match(
      await peer.reviewing.page('Approve #'),
      /It counts for step 3, Peer review\. .*Then still needed: security team: 1 approval, from @sofia-sec QA team: 1 approval, from @quinn-qa/,
    );
    await peer.workbench.screenshots('journey-2-approve');
    await peer.reviewing.choose('Approve');
    assert.match(
      await peer.workbench.notifications.appears('You approved'),
      new RegExp(`^You approved ${change.head.slice(0, 7)} of ${line}\\.$`),
    );

    await turns.isTurnOf('security', 'Review for security', line, /waiting for acme\/security: /, [
      'peer',
      'qa',
    ]);
    const security = await at('security');
    await security.workbench.screenshots('journey-3-security');
    await security.view.click(line);
    assert.match(await security.reviewing.page('Approve #'), /It counts for step 4, Security review\./);
    await security.reviewing.choose('Approve');
    await security.workbench.notifications.appears('You approved');

    await turns.isTurnOf('qa', 'Test and sign off', line, /waiting for acme\/qa/, ['security']);
    const qa = await at('qa');
    await qa.view.pressInRow(line, 'QA Sign-Off…');
    await qa.reviewing.page('(1/3)');
    await qa.workbench.screenshots('journey-4-deployment');
    assert.match(
      await qa.reviewing.answer(evidence),
      /It counts for step 5, QA\. .*Then still needed: engineering leads: 1 approval, from @lena-lead/,
    );
    await qa.workbench.screenshots('journey-5-sign-off');
    await qa.reviewing.choose('Passed: sign off');
    await qa.workbench.notifications.appears('You signed off');

    await turns.isTurnOf('lead', 'Give the final approval', line, /waiting for acme\/engineering-leads/, [
      'qa',
      'developer',
    ]);
    const lead = await at('lead');
    // By keys alone.
    await lead.workbench.runCommand('Change: Focus on Waiting for Me View');
    await lead.workbench.page.keyboard.press('Home');
    await lead.workbench.page.keyboard.press('ArrowDown');
    await lead.workbench.page.keyboard.press('Enter');
    assert.match(
      await lead.reviewing.page('Give Final Approval'),
      /You authorize \w{7} to be merged into main and deployed to production\. It counts for step 6, Final approval\. Then the change has all it needs and may be merged\./,
    );
    await lead.workbench.screenshots('journey-6-final-approval');
    await lead.reviewing.choose('Give the final approval');
    await lead.workbench.notifications.appears('You gave the final approval to');

    await turns.isTurnOf('developer', 'Mine: ready to merge', line, /nothing: it may be merged/, ['lead']);
    await (await team.window('developer')).screenshots('journey-7-ready');
    assert.match(
      await lead.reviewing.open('Merge…', 'Merge #'),
      /The ticket #\d+ is closed, if the host has not closed it\. The ticket #\d+ is moved to “Deployed” on its boards\./,
    );
    await lead.workbench.screenshots('journey-8-merge');
    await lead.reviewing.choose('Create a merge commit');
    assert.match(
      await lead.workbench.notifications.appears('is merged'),
      / is merged into main\. The ticket #\d+ is “Deployed” on “Payments” now\.$/,
    );
    await lead.workbench.screenshots('journey-9-merged');

    await assertArtifact(change);
    assert.equal(await boardStatus(team.sandbox, change.ticket), 'Deployed');
  });

  /** The developer’s steps: the ticket and its branch, a commit, and the pull request. */
  async function startAndSubmit(file: string): Promise<PreparedChange> {
    const workbench = await team.window('developer');
    const dana = new Developer(
      () => team.sandbox,
      () => workbench,
      () => team.clone('developer'),
    );
    // As on the first day, also when it is tried again.
    await dana.startOver();
    await dana.startChange.run({ title });
    await dana.startChange.done();
    const branch = await dana.branch();
    const ticket = Number(/\d+/.exec(branch)?.[0]);
    await writeFile(dana.file(file), 'export const refundsPerDay = 3;\n');
    await dana.git('add', '.');
    await dana.git('commit', '--quiet', '--message', title);
    const draft = new Draft(dana);
    await draft.open();
    await workbench.focusEditor('pull-request.md');
    await workbench.typeInEditor(`# ${title}\n\n${bodyFor(ticket)}\n`);
    await draft.waitForPoints(0);
    await draft.waitForLens('Complete');
    await workbench.screenshots('journey-0-draft');
    await workbench.runCommand('Change: Submit Pull Request');
    await workbench.quickInput.appears('Request Reviews');
    await workbench.quickInput.accept();
    await workbench.notifications.appears('was created');
    const head = await dana.git('rev-parse', 'HEAD');
    const { data } = await team.sandbox
      .as(team.sandbox.people.lead)
      .pulls.list({ ...repo, head: `${repo.owner}:${branch}` });
    await makeReady(team.sandbox, head);
    return { ticket, number: data[0]?.number ?? 0, branch, head };
  }

  /** All that the artifact of the procedure has to hold, as the host itself has it. */
  async function assertArtifact({ number, head, ticket }: PreparedChange): Promise<void> {
    const auditor = team.sandbox.as(team.sandbox.people.lead);
    const { data: pull } = await auditor.pulls.get({ ...repo, pull_number: number });
    assert.deepEqual([pull.merged, pull.merged_by?.login, pull.head.sha], [true, 'lena-lead', head]);
    assert.match(pull.body ?? '', new RegExp(`Closes #${ticket}`));
    const { data: reviews } = await auditor.pulls.listReviews({ ...repo, pull_number: number });
    assert.deepEqual(
      reviews.map(({ user, state, commit_id }) => [user?.login, state, commit_id]),
      ['piotr-peer', 'sofia-sec', 'quinn-qa', 'lena-lead'].map((login) => [login, 'APPROVED', head]),
    );
    const signOff = parseSignOff(reviews[2]?.body ?? '');
    assert.deepEqual(
      [signOff?.result, signOff?.environment, signOff?.commit, signOff?.evidence],
      ['passed', 'staging', head, evidence],
    );
    assert.match(signOff?.deployment?.url ?? '', /staging\.acme\.example/);
    const { data: status } = await auditor.repos.getCombinedStatusForRef({ ...repo, ref: head });
    assert.equal(status.state, 'success');
    assert.equal((await auditor.issues.get({ ...repo, issue_number: ticket })).data.state, 'closed');
  }
}
