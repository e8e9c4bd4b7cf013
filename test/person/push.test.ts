import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { GitFolderDraftStore } from '../../src/git/draftStore.ts';
import { Colleagues, completeDescription } from './support/colleagues.ts';
import { useDeveloper } from './support/developer.ts';
import { eventually } from './support/eventually.ts';
import { itThoroughly } from '../thorough.ts';

// VS Code and its git inherit it: the machine that runs tests is slower than a developer's.
process.env['CHANGE_GUIDE_PATIENCE'] = '15000';

const draftOf = { open: '# Limits\n\n## Summary\n\nAt most ten.\n' };

describe('push warnings', () => {
  const developer = useDeveloper();

  async function setRules(prePush: 'warn' | 'block'): Promise<void> {
    const file = '.github/change-procedure.yml';
    await developer.git('checkout', '--quiet', 'main');
    const text = readFileSync(developer.file(file), 'utf8').replace(/^prePush:.*\n/m, '');
    writeFileSync(developer.file(file), `${text.trimEnd()}\nprePush: ${prePush}\n`);
    if ((await developer.git('status', '--porcelain')) !== '') {
      await developer.git('commit', '--quiet', '--all', '--message', `Set prePush: ${prePush}`);
      await developer.git('push', '--quiet', '--no-verify', 'origin', 'main');
    }
  }

  async function branch(name: string, file = 'docs/notes.md'): Promise<string> {
    await developer.git('checkout', '--quiet', '-B', name);
    await commit(file, `${name}\n`);
    return developer.git('rev-parse', 'HEAD');
  }

  async function commit(file: string, text: string): Promise<void> {
    mkdirSync(path.dirname(developer.file(file)), { recursive: true });
    writeFileSync(developer.file(file), text);
    await developer.git('add', '--all');
    await developer.git('commit', '--quiet', '--message', `Change ${file}`);
  }

  /** Presses the button of the Source Control view, and goes back to where one was. */
  async function publish(): Promise<void> {
    const { workbench } = developer;
    // VS Code has seen the branch that it is to publish.
    await workbench.statusBarItem(await developer.branch());
    await workbench.openSideBar('Source Control');
    await workbench.page
      .getByRole('button', { name: /Publish Branch/ })
      .first()
      .click();
    await workbench.openSideBar('Change');
  }

  async function turnOn(): Promise<void> {
    const { workbench } = developer;
    await workbench.runCommand('Change: Turn On Push Warnings');
    await workbench.notifications.appears('Push warnings are on in this clone.');
    await workbench.runCommand('Notifications: Clear All Notifications');
  }

  afterEach('take the hook away', () => {
    rmSync(developer.file('.git', 'hooks', 'pre-push'), { force: true });
  });

  it('are offered once, when the first change was started, and installed at a click', async () => {
    const { workbench, startChange } = developer;
    await startChange.run({ title: 'Offered with the first change' });
    await workbench.notifications.press('whose approvals the push would make stale', 'Turn On');
    await workbench.notifications.appears('Push warnings are on in this clone.');
    assert.ok(existsSync(developer.file('.git', 'hooks', 'pre-push')));
    await workbench.runCommand('Change: Turn Off Push Warnings');
    await workbench.notifications.appears('Push warnings are off in this clone.');
    assert.equal(existsSync(developer.file('.git', 'hooks', 'pre-push')), false);
  });

  it('stop a push from the Source Control view with words of our own, and let it through at a click', async () => {
    const { workbench } = developer;
    await setRules('block');
    await turnOn();
    const head = await branch('no-ticket-here');
    await publish();
    const message = await workbench.notifications.appears('The push of “no-ticket-here” was stopped.');
    assert.match(message, /No ticket is linked/);
    const all = await workbench.notifications.messages();
    assert.ok(!all.some((text) => text.includes('Try running')), all.join('\n'));
    assert.equal(await developer.remoteCommit('no-ticket-here'), '');
    await workbench.notifications.press('was stopped.', 'Push Anyway');
    await eventually(async () => {
      assert.equal(await developer.remoteCommit('no-ticket-here'), head);
    });
    await eventually(async () => {
      assert.equal(existsSync(developer.file('.git', 'change-guide', 'push-anyway.json')), false);
      return Promise.resolve();
    });
  });

  it('stop a push from a terminal', async () => {
    const { workbench } = developer;
    await setRules('block');
    await turnOn();
    await branch('no-ticket-in-terminal');
    await workbench.runInTerminal('git push origin HEAD 2> .git/said.txt; echo "code $?" >> .git/said.txt');
    await eventually(async () => {
      const said = readFileSync(developer.file('.git', 'said.txt'), 'utf8');
      assert.match(said, /change-guide: push blocked: no-ticket-in-terminal/);
      assert.match(said, /code 1/);
      return Promise.resolve();
    });
    assert.equal(await developer.remoteCommit('no-ticket-in-terminal'), '');
    assert.deepEqual(await workbench.notifications.messages(), [], 'the terminal has said it');
  });

  it('warn once, and open the draft from there', async () => {
    const { workbench } = developer;
    await setRules('warn');
    await turnOn();
    const head = await branch('feature/7-limits');
    const file = await draftFile('feature/7-limits', draftOf.open);
    await publish();
    const message = await workbench.notifications.appears('Before the push of “feature/7-limits”');
    assert.match(message, /The draft of the pull request is not complete/);
    await eventually(async () => {
      assert.equal(await developer.remoteCommit('feature/7-limits'), head);
    });
    const said = (await workbench.notifications.messages()).filter((text) =>
      text.includes('Before the push'),
    );
    assert.equal(said.length, 1);
    assert.deepEqual(await workbench.notifications.buttons('Before the push'), ['Open Draft', 'Show Change']);
    await workbench.notifications.press('Before the push', 'Open Draft');
    await workbench.focusEditor(path.basename(file));
  });

  itThoroughly('name those whose approvals a push makes stale', async () => {
    const { workbench, sandbox } = developer;
    const { people } = sandbox;
    const name = 'feature/7-stale';
    await setRules('warn');
    await turnOn();
    await branch(name);
    await developer.git('push', '--quiet', '--no-verify', '--set-upstream', 'origin', 'HEAD');
    const colleagues = await Colleagues.openDraft(sandbox, name, 'Stale');
    await colleagues.describe(completeDescription);
    await colleagues.approve(people.peer, 'Reads well.');
    await colleagues.approve(people.lead, 'Go.');
    const view = workbench.view('Current Change');
    await eventually(async () => {
      await view.pressInTitle('Refresh');
      const rows = await view.rows();
      assert.ok(
        rows.some((row) => row === `3 Peer review 1 of 1 · @${people.peer.login}`),
        rows.join('\n'),
      );
    });
    await commit('docs/more.md', 'What the review asked for\n');
    const head = await developer.git('rev-parse', 'HEAD');
    await workbench.runCommand('Git: Push');
    const message = await workbench.notifications.appears(`Before the push of “${name}”`);
    assert.match(message, /makes 2 approvals stale/);
    assert.match(message, new RegExp(`@${people.peer.login} \\(peer reviewers\\)`));
    assert.match(message, new RegExp(`@${people.lead.login} \\(engineering leads\\)`));
    await eventually(async () => {
      assert.equal(await developer.remoteCommit(name), head);
    });
  });

  itThoroughly('make no link of what a file is called', async () => {
    const { workbench } = developer;
    await setRules('block');
    await turnOn();
    await branch('feature/7-link', 'src/auth/[x](command:workbench.action.closeWindow).ts');
    await publish();
    const message = await workbench.notifications.appears('was stopped.');
    assert.match(message, /\[x\] ?\(command:/);
    assert.equal(
      await workbench.page.locator('.notification-list-item-message a').count(),
      0,
      'the message holds a link',
    );
  });

  it('are asked for before the push by Change: Push, each point with its fix', async () => {
    const { workbench } = developer;
    const { quickInput } = workbench;
    await setRules('warn');
    const head = await branch('no-ticket-yet', 'src/auth/limits.ts');
    await workbench.runCommand('Change: Push');
    await quickInput.appears('Before “no-ticket-yet” is pushed');
    assert.deepEqual(await points(), ['No ticket', 'The security team will have to approve', 'Push Anyway']);
    await quickInput.pick('No ticket');
    await quickInput.appears('The ticket of “no-ticket-yet”');
    await quickInput.type('7');
    await quickInput.accept();
    await quickInput.disappears();
    await eventually(async () => {
      assert.equal(await developer.git('config', 'branch.no-ticket-yet.changeGuideTicket'), '#7');
    });
    await workbench.runCommand('Change: Push');
    await quickInput.appears('Before “no-ticket-yet” is pushed');
    assert.deepEqual(await points(), ['The security team will have to approve', 'Push Anyway']);
    await quickInput.pick('Push Anyway');
    await eventually(async () => {
      assert.equal(await developer.remoteCommit('no-ticket-yet'), head);
    });
    await commit('docs/more.md', 'more');
    await workbench.runCommand('Change: Push');
    await workbench.notifications.appears('There was nothing to say against it');
    assert.equal(await developer.remoteCommit('no-ticket-yet'), await developer.git('rev-parse', 'HEAD'));
  });

  itThoroughly('are a choice of the commit button', async () => {
    const { workbench } = developer;
    await setRules('warn');
    await branch('feature/7-commit-button');
    await developer.git('push', '--quiet', '--set-upstream', 'origin', 'HEAD');
    writeFileSync(developer.file('docs', 'notes.md'), 'more\n');
    await workbench.openSideBar('Source Control');
    await workbench.page
      .locator('.scm-view')
      .getByRole('button', { name: /More Actions\.\.\./ })
      .first()
      .waitFor();
    await eventually(async () => {
      await workbench.page
        .locator('.scm-view .monaco-button-dropdown > .monaco-dropdown-button')
        .first()
        .click({ timeout: 3000 });
      await workbench.page
        .getByRole('menuitem', { name: 'Commit & Check & Push' })
        .waitFor({ timeout: 3000 });
    });
    await workbench.page.keyboard.press('Escape');
    await workbench.openSideBar('Change');
  });

  /** The labels alone; what is told below each is a sentence. */
  async function points(): Promise<string[]> {
    const labels = ['No ticket', 'The security team will have to approve', 'Push Anyway'];
    return (await developer.workbench.quickInput.items()).filter((text) => labels.includes(text));
  }

  async function draftFile(name: string, text: string): Promise<string> {
    const store = new GitFolderDraftStore({ binary: 'git', directory: developer.file() });
    await store.write(name, text);
    return store.file(name);
  }
});
