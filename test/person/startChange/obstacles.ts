import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type Developer } from '../support/developer.ts';
import { eventually } from '../support/eventually.ts';
import { itThoroughly } from '../../thorough.ts';

export function inAnUntidyClone(developer: Developer): void {
  describe('with uncommitted changes', () => {
    beforeEach(async () => {
      writeFileSync(developer.file('README.md'), 'Edited\n');
      writeFileSync(developer.file('new.txt'), 'New\n');
      await developer.workbench.runCommand('Change: Start Change');
      await eventually(async () => {
        assert.match(
          await developer.workbench.quickInput.placeholder(),
          /2 files have uncommitted changes: README\.md, new\.txt/,
        );
      });
    });

    async function goOn(title: string): Promise<void> {
      await developer.workbench.quickInput.appears('(1/5)');
      await developer.startChange.describe({ title });
      await developer.workbench.quickInput.accept();
      await developer.startChange.done();
      assert.match(await developer.branch(), /^feature\//);
    }

    itThoroughly('carries them along', async () => {
      await developer.workbench.quickInput.pick('Carry them along');
      await goOn('Carried');
      assert.equal(readFileSync(developer.file('README.md'), 'utf8'), 'Edited\n');
      assert.equal(await developer.git('status', '--porcelain'), 'M README.md\n?? new.txt');
    });

    it('stashes them, and brings them back', async () => {
      const { notifications, quickInput } = developer.workbench;
      await quickInput.pick('Stash them');
      await goOn('Stashed');
      assert.equal(await developer.git('status', '--porcelain'), '');
      const [issue] = await developer.issuesTitled('Stashed');
      assert.match(
        await developer.git('stash', 'list'),
        new RegExp(`Change Guide: before #${issue?.number ?? 0}$`),
      );
      await notifications.press('is started on the branch', 'Bring Back Stashed Changes');
      await eventually(async () => {
        assert.equal(await developer.git('status', '--porcelain'), 'M README.md\n?? new.txt');
        assert.equal(await developer.git('stash', 'list'), '');
      });
    });

    itThoroughly('stops, and changes nothing', async () => {
      await developer.workbench.quickInput.pick('Stop');
      await developer.workbench.quickInput.disappears();
      assert.equal(await developer.branch(), 'main');
      assert.ok(existsSync(developer.file('new.txt')));
      assert.equal(await developer.git('stash', 'list'), '');
    });
  });

  it('asks first when no branch is checked out', async () => {
    const { workbench } = developer;
    await developer.git('checkout', '--quiet', '--detach');
    await workbench.runCommand('Change: Start Change');
    assert.match(
      await workbench.notifications.modal('No branch is checked out'),
      /Commits that you made here and that are on no branch/,
    );
    await workbench.notifications.pressInModal('No branch is checked out', 'Start Change Anyway');
    await workbench.quickInput.appears('(1/5)');
  });

  itThoroughly('does not begin in the middle of a merge', async () => {
    const { workbench } = developer;
    await developer.git('checkout', '--quiet', '-b', 'one');
    await developer.git('commit', '--quiet', '--allow-empty', '--message=One');
    await developer.git('checkout', '--quiet', 'main');
    await developer.git('merge', '--quiet', '--no-ff', '--no-commit', 'one');
    await workbench.runCommand('Change: Start Change');
    assert.equal(
      await workbench.notifications.appears('in the middle of'),
      'Git is in the middle of a merge. Finish or abort it, then start the change.',
    );
  });
}
