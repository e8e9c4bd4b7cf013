import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { completeDescription } from '../support/colleagues.ts';
import { useDeveloper } from '../support/developer.ts';
import { Draft } from '../support/draft.ts';
import { eventually } from '../support/eventually.ts';

describe('the help with a pull request', () => {
  const developer = useDeveloper();
  const draft = new Draft(developer);

  async function begin(branch: string, file: string): Promise<void> {
    await developer.git('switch', '--quiet', '--no-track', '-c', branch, 'origin/main');
    appendFileSync(developer.file(file), '\n// changed\n');
    await developer.git('commit', '--quiet', '--all', '-m', `Change ${file}`);
    await eventually(async () => {
      assert.equal((await developer.workbench.view('Current Change').rows())[1], `${branch} not published`);
    });
  }

  it('writes the template from the procedure, and shows what one that is there lacks before adding it', async () => {
    const { workbench } = developer;
    const { page, notifications } = workbench;
    const file = developer.file('.github', 'pull_request_template.md');
    rmSync(file);
    await workbench.runCommand('Change: Scaffold PR Template');
    await notifications.appears('.github/pull_request_template.md was written.');
    await page.getByRole('tab', { name: 'pull_request_template.md' }).waitFor();
    const written = readFileSync(file, 'utf8');
    assert.deepEqual(written.match(/^## .*$/gm), [
      '## Summary',
      '## Testing',
      '## Rollback plan',
      '## Security checklist',
    ]);
    assert.match(written, /Closes #/);
    assert.equal(written.match(/^- \[ \] /gm)?.length, 5);

    await workbench.calmDown();
    const own = '# Ours\n\n## Summary\n\nSay it in a sentence.\n\n## Screenshots\n';
    writeFileSync(file, own);
    await workbench.runCommand('Change: Scaffold PR Template');
    await notifications.appears('lacks some of what the procedure asks for');
    await page.locator('.monaco-diff-editor').first().waitFor();
    await workbench.screenshot('template-preview');
    assert.equal(readFileSync(file, 'utf8'), own, 'it was written before it was looked at');
    await notifications.press('lacks some', 'Add It');
    await notifications.appears('was completed. Commit it to the base branch');
    const completed = readFileSync(file, 'utf8');
    for (const kept of ['# Ours', 'Say it in a sentence.', '## Screenshots']) {
      assert.ok(completed.includes(kept), completed);
    }
    assert.match(completed, /^## Testing$[^]*^## Rollback plan$[^]*^## Security checklist$[^]*^- \[ \] /m);
    await workbench.calmDown();
    await workbench.runCommand('Change: Scaffold PR Template');
    await notifications.appears('has all that the procedure asks for');
  });

  it('completes people, tickets and N/A in the draft, and asks for the reviews once it is ready', async () => {
    const { workbench, sandbox } = developer;
    const { page, notifications, quickInput } = workbench;
    const branch = 'fix/8-ready';
    await begin(branch, 'src/server.ts');
    await draft.open();
    await draft.goTo('Closes #8');
    await page.keyboard.press('End');
    const take = async (typed: string, offered: string) => {
      await page.keyboard.type(typed);
      const widget = page.locator('.suggest-widget.visible');
      await widget.locator('.monaco-list-row.focused', { hasText: offered }).waitFor();
      await page.keyboard.press('Enter');
      await widget.waitFor({ state: 'hidden' });
    };
    await take(', with @piotr', '@piotr-peer');
    await take(' of @senior', '@acme/senior-developers');
    await take(', see #7', '#7');
    await draft.goTo('Input from outside');
    await page.keyboard.press('End');
    await page.keyboard.type(' ');
    await page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'N/A:' }).waitFor();
    await workbench.screenshot('draft-completion');
    await page.keyboard.press('Enter');
    await page.keyboard.type('nothing comes in');
    await draft.waitForPoints(7);

    await workbench.runCommand('Change: Submit Pull Request');
    await notifications.pressInModal('7 points', 'Create as Draft');
    await notifications.appears('Draft pull request #');
    assert.match(
      draft.text('fix-8-ready'),
      /^Closes #8, with @piotr-peer of @acme\/senior-developers, see #7$/m,
    );
    assert.match(draft.text('fix-8-ready'), /validated before it is used N\/A: nothing comes in$/m);
    await workbench.runCommand('Notifications: Clear All Notifications');

    await workbench.focusEditor('pull-request.md');
    await workbench.typeInEditor(`# The health check\n\n${completeDescription}\n`);
    await page.keyboard.press('ControlOrMeta+Home');
    await draft.waitForLens('Complete');
    await draft.waitForLens('Ready for Review');
    await workbench.screenshot('draft-ready');
    await workbench.pressLens('Ready for Review');
    await quickInput.appears('Request Reviews');
    await quickInput.accept();
    await notifications.appears('Reviews are requested from senior-developers');
    const { owner, name: repo } = sandbox.repository;
    const { data } = await sandbox
      .as(sandbox.people.lead)
      .rest.pulls.list({ owner, repo, head: `${owner}:${branch}`, state: 'open' });
    assert.deepEqual(
      data.map(({ draft: isDraft, title }) => [isDraft, title]),
      [[false, 'The health check']],
    );
    assert.ok(data[0]?.requested_teams?.map(({ slug }) => slug).includes('senior-developers') === true);
  });

  it('marks the files that make the security review required, unless that is not wanted', async () => {
    const { workbench } = developer;
    const { page } = workbench;
    await begin('feature/7-badges', 'src/auth/token.ts');
    await workbench.openSideBar('Explorer');
    for (const folder of ['src', 'auth']) {
      await page
        .locator('.explorer-folders-view')
        .getByRole('treeitem', { name: folder, exact: true })
        .click();
    }
    const label = page.locator('.explorer-folders-view .monaco-icon-label', { hasText: 'token.ts' });
    // VS Code draws it by a style.
    const badge = async () =>
      label.evaluate((element) => {
        const styles = globalThis as unknown as PageStyles;
        return styles.getComputedStyle(element, '::after').content;
      });
    await eventually(async () => {
      assert.match(await badge(), /\bS\b/);
    });
    mkdirSync(developer.file('.vscode'));
    writeFileSync(developer.file('.vscode', 'settings.json'), '{ "changeGuide.securityBadges": false }');
    // The folder of settings is new: VS Code looks for it when the window opens.
    await workbench.reload();
    await workbench.openSideBar('Explorer');
    await label.waitFor();
    await eventually(async () => {
      assert.doesNotMatch(await badge(), /\bS\b/);
    });
    await workbench.openSideBar('Change');
  });
});

/** What a page has and these tests have no types of. */
interface PageStyles {
  getComputedStyle(element: unknown, part: string): { readonly content: string };
}
