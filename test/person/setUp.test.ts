import assert from 'node:assert/strict';
import { useDeveloper } from './support/developer.ts';
import { eventually } from './support/eventually.ts';

describe('Set Up Repository', () => {
  const developer = useDeveloper();
  const file = '.github/change-procedure.yml';

  before('a main branch that is not set up', async () => {
    await developer.git('rm', '--quiet', file);
    await developer.git('commit', '--quiet', '--message', 'As it was before');
    await developer.git('push', '--quiet', 'origin', 'main');
  });

  it('asks who fills each role, shows every file first, and makes a change of it', async () => {
    const { workbench } = developer;
    const { quickInput } = workbench;
    await workbench.runCommand('Change: Set Up Repository…');
    await quickInput.appears('(1/4)');
    assert.match(await quickInput.placeholder(), /Step 3: who reviews the code\?/);
    await quickInput.accept();
    await quickInput.appears('(2/4)');
    // Teams whose names fit are picked already; without anyone the step could never be done.
    await quickInput.accept();
    await quickInput.appears('(3/4)');
    await quickInput.pick('acme/qa');
    await quickInput.accept();
    await eventually(async () => {
      assert.match(await quickInput.placeholder(), /Pick at least one/);
    });
    await quickInput.back();
    await quickInput.appears('(2/4)');
    await quickInput.accept();
    await quickInput.appears('(3/4)');
    await quickInput.accept();
    await quickInput.appears('(4/4)');
    await quickInput.accept();
    await eventually(async () => {
      assert.deepEqual((await quickInput.items()).slice(1, 3), [file, '.github/ISSUE_TEMPLATE/change.md']);
    });
    await quickInput.pick(file);
    await workbench.page.locator('.tab', { hasText: 'change-procedure.yml' }).waitFor();
    await quickInput.appears();
    assert.equal(await developer.branch(), 'main');
    await quickInput.pick('Create ticket and branch, commit and publish these files');

    await workbench.notifications.appears('holds what sets the repository up');
    const [ticket] = await developer.issuesTitled('Hold changes to the change management procedure');
    assert.ok(ticket);
    const branch = `chore/${ticket.number}-change-procedure`;
    assert.equal(await developer.branch(), branch);
    assert.equal(await developer.remoteCommit(branch), await developer.git('rev-parse', 'HEAD'));
    assert.match(await developer.git('show', `HEAD:${file}`), /teams:\n {6}- acme\/qa/);
  });
});
