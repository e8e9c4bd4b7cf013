import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../host/folders.ts';
import { eventually } from './support/eventually.ts';
import { useWorkbench } from './support/useWorkbench.ts';
import { itThoroughly } from '../thorough.ts';

describe('a person before VS Code', () => {
  const repository = temporaryFolder('repository').path;
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: repository, encoding: 'utf8' }).trim();
  const workbench = useWorkbench(() => {
    git('init', '--quiet', '--initial-branch=main');
    git('config', 'user.name', 'Dev');
    git('config', 'user.email', 'dev@example.com');
    writeFileSync(path.join(repository, 'notes.txt'), 'Notes\n');
    git('add', '.');
    git('commit', '--quiet', '--message=Begin');
    return { workspace: repository };
  });

  itThoroughly('sees the files and the branch', async () => {
    await workbench().openSideBar('Explorer');
    await eventually(async () => {
      assert.deepEqual(await workbench().view('Files Explorer').rows(), ['notes.txt']);
    });
    await eventually(async () => {
      assert.match(await workbench().statusBarItem('Checkout Branch'), /main/);
    });
  });

  itThoroughly('makes a branch from the palette', async () => {
    const { quickInput } = workbench();
    await workbench().runCommand('Git: Create Branch...');
    await eventually(async () => {
      assert.match(await quickInput.placeholder(), /branch name/i);
    });
    await quickInput.type('one..two');
    await eventually(async () => {
      assert.match(await quickInput.message(), /one-two/);
    });
    await quickInput.type('feature/one');
    await quickInput.accept();
    await eventually(async () => {
      assert.equal(git('branch', '--show-current'), 'feature/one');
      assert.match(await workbench().statusBarItem('Checkout Branch'), /feature\/one/);
    });
  });

  itThoroughly('switches back in the terminal', async () => {
    await workbench().runInTerminal('git switch main');
    await eventually(async () => {
      assert.match(await workbench().statusBarItem('Checkout Branch'), /main/);
    });
  });

  itThoroughly('changes the colours', async () => {
    await workbench().useTheme('dark');
    await workbench().screenshot('dark');
  });
});
