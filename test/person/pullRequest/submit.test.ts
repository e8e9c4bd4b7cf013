import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { useDeveloper } from '../support/developer.ts';
import { Draft } from '../support/draft.ts';
import { eventually } from '../support/eventually.ts';

describe('the pull request of a change', () => {
  const developer = useDeveloper({ settings: { 'changeGuide.submit.commentOnTicket': true } });
  const draft = new Draft(developer);

  async function begin(branch: string, file: string): Promise<void> {
    await developer.git('switch', '--quiet', '--no-track', '-c', branch, 'origin/main');
    appendFileSync(developer.file(file), '\n// changed\n');
    await developer.git('commit', '--quiet', '--all', '-m', `Change ${file}`);
    await eventually(async () => {
      assert.equal((await developer.workbench.view('Current Change').rows())[1], `${branch} not published`);
    });
  }

  async function pulls(branch: string) {
    const { owner, name: repo } = developer.sandbox.repository;
    const { data } = await developer.sandbox
      .as(developer.sandbox.people.lead)
      .rest.pulls.list({ owner, repo, head: `${owner}:${branch}`, state: 'all' });
    return data;
  }

  it('is prepared, underlined where it is open, fixed by quick fixes, and submitted', async () => {
    const { workbench } = developer;
    const { page, quickInput, notifications } = workbench;
    const branch = 'feature/7-export-the-ledger';
    await begin(branch, 'src/auth/token.ts');
    await draft.open();
    assert.match(draft.text(), /^# Export the ledger for the month-end close\n\nCloses #7\n\n## Summary\n/);
    await draft.waitForLens('8 points are open');
    await draft.waitForLens('The security team will have to approve: src/auth/token.ts matches **/auth/**');
    await eventually(async () => {
      assert.equal(await draft.underlines(), 8);
    });
    await workbench.screenshot('draft-light');
    await workbench.useTheme('dark');
    await workbench.openSideBar('Explorer');
    await eventually(async () => {
      await page.locator('.explorer-folders-view').waitFor();
    });
    await workbench.screenshot('draft-dark');
    await workbench.useTheme('light');
    await workbench.openSideBar('Change');

    await draft.goTo('## Summary');
    await draft.fix('Fill in from the ticket and the commit');
    await draft.waitForPoints(7);
    await draft.writeUnder('## Testing', 'By hand, on staging.');
    await draft.writeUnder('## Rollback plan', 'Revert the merge.');
    await draft.waitForPoints(5);
    await draft.goTo('No secrets, keys or tokens');
    await draft.fix('Tick');
    await draft.waitForPoints(4);
    await draft.goTo('Input from outside');
    await draft.fix('Mark not applicable…');
    await quickInput.appears('Not Applicable');
    await quickInput.type('no');
    await quickInput.accept();
    await quickInput.type('nothing comes from outside');
    await quickInput.accept();
    await draft.waitForPoints(3);
    await draft.goTo('Access control is unchanged');
    await page.keyboard.press('Alt+c');
    await draft.waitForPoints(2);
    await draft.goTo('Sensitive data');
    await draft.fix('Answer all 2 that are left…');
    await quickInput.appears('Security Checklist');
    // The box beside the line ticks all.
    await page.locator('.quick-input-widget .monaco-checkbox').first().click();
    await workbench.screenshot('draft-answer-all');
    await quickInput.accept();
    await draft.waitForPoints(0);
    await page.keyboard.press('ControlOrMeta+Home');
    await draft.waitForLens('Complete');
    await workbench.screenshot('draft-complete');

    await workbench.pressLens('Submit');
    await quickInput.appears('Request Reviews');
    await workbench.screenshot('draft-reviewers');
    await quickInput.accept();
    await notifications.pressInModal('Tell the ticket #7 of the pull request?', 'Submit Only');
    assert.match(
      await notifications.appears('Pull request #'),
      /was created\. Reviews are requested from senior-developers, security, qa, engineering-leads\./,
    );
    const [pull, ...more] = await pulls(branch);
    assert.ok(pull);
    assert.deepEqual(more, []);
    assert.equal(pull.title, 'Export the ledger for the month-end close');
    assert.equal(pull.base.ref, 'main');
    assert.equal(pull.draft, false);
    assert.equal(pull.head.sha, await developer.git('rev-parse', 'HEAD'));
    assert.deepEqual(pull.requested_teams?.map(({ slug }) => slug).sort(), [
      'engineering-leads',
      'qa',
      'security',
      'senior-developers',
    ]);
    assert.match(
      pull.body ?? '',
      /^Closes #7\n\n## Summary\n\nExport the ledger for the month-end close \(#7\)\.\n\n- Change src\/auth\/token\.ts\n/,
    );
    assert.match(pull.body ?? '', /validated before it is used N\/A: nothing comes from outside\n/);
    assert.equal(`# ${pull.title}\n\n${pull.body ?? ''}`.trim(), draft.text().trim());
    await eventually(async () => {
      const rows = await workbench.view('Current Change').rows();
      assert.deepEqual(
        rows.filter((row) => /^[1-6#]/.test(row)),
        [
          `#${pull.number} · 2 of 6 steps ${pull.title}`,
          '1 Ticket #7',
          `2 Pull request #${pull.number}`,
          '3 Peer review waiting for acme/senior-developers',
          '4 Security review waiting for acme/security: **/auth/** changed',
          '5 QA no check ran',
          '6 Final approval after steps 3, 4 and 5',
        ],
      );
    });
    await workbench.screenshot('draft-submitted');
  });

  it('is created as a draft while points are open, brought up to date, and never overwrites what GitHub says', async () => {
    const { workbench, sandbox } = developer;
    const { page, notifications } = workbench;
    const branch = 'fix/8-health';
    await begin(branch, 'src/server.ts');
    await draft.open();
    await workbench.runCommand('Change: Submit Pull Request');
    assert.match(await notifications.modal('8 points of the draft are open'), /“Summary”/);
    await workbench.screenshot('draft-modal');
    await notifications.pressInModal('8 points', 'Create as Draft');
    await notifications.pressInModal('Tell the ticket #8 of the pull request?', 'Submit Only');
    await notifications.appears('Draft pull request #');
    const [created] = await pulls(branch);
    assert.ok(created);
    assert.deepEqual([created.draft, created.requested_teams], [true, []]);

    await notifications.appears('was created');
    await workbench.runCommand('Notifications: Clear All Notifications');
    const { owner, name: repo } = sandbox.repository;
    await sandbox
      .as(sandbox.people.lead)
      .rest.pulls.update({ owner, repo, pull_number: created.number, body: 'Written on GitHub' });
    await draft.goTo('Closes #8');
    await page.keyboard.press('End');
    await page.keyboard.insertText(' in the draft');
    await draft.waitForLens(`Update #${created.number}`);
    await workbench.pressLens(`Update #${created.number}`);
    await notifications.appears('was changed on GitHub since');
    await page.locator('.monaco-diff-editor').first().waitFor();
    await workbench.screenshot('draft-conflict');
    assert.equal((await pulls(branch))[0]?.body, 'Written on GitHub');
    await notifications.press('was changed on GitHub since', 'Use Draft');
    await notifications.appears('is up to date');
    assert.match((await pulls(branch))[0]?.body ?? '', /^Closes #8 in the draft\n/);
    assert.equal((await pulls(branch)).length, 1);
  });

  it('is kept when GitHub fails, and Retry goes on from there, to the comment on the ticket', async () => {
    const { workbench, sandbox } = developer;
    const { notifications } = workbench;
    const branch = 'feature/7-retry';
    await begin(branch, 'src/config.ts');
    await draft.open();
    sandbox.faults.add({ method: 'POST', path: '**/pulls', times: 1, effect: { kind: 'lose-answer' } });
    await workbench.runCommand('Change: Submit Pull Request');
    await notifications.pressInModal('8 points', 'Create as Draft');
    const asked = await notifications.modal('Tell the ticket #7 of the pull request?');
    assert.match(asked, /for all who can read it:\s+The change is reviewed in \(its address\)\./);
    await workbench.screenshot('draft-ticket-comment');
    await notifications.pressInModal('Tell the ticket #7', 'Submit and Comment');
    const told = await notifications.appears('Whether the pull request was created is not known');
    assert.match(told, /The draft is kept\./);
    await notifications.press('Whether the pull request was created', 'Retry');
    await notifications.appears('is up to date');
    const [pull, ...others] = await pulls(branch);
    assert.deepEqual(others, []);
    const { owner, name: repo } = sandbox.repository;
    const { data: comments } = await sandbox
      .as(sandbox.people.lead)
      .rest.issues.listComments({ owner, repo, issue_number: 7 });
    assert.deepEqual(
      comments.map(({ body }) => body),
      [`The change is reviewed in ${pull?.html_url}.`],
    );
  });
});
