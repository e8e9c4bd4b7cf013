import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { useSandbox } from '../sandbox/mocha.ts';
import { eventually } from './support/eventually.ts';
import { useWorkbench } from './support/useWorkbench.ts';

const run = promisify(execFile);

describe('a folder that is not trusted', () => {
  const github = useSandbox();
  const clone = (): string => github.folder('clone');
  const trace = (): string => github.folder('git ran');
  const workbench = useWorkbench(async () => {
    await github.sandbox.clone(github.sandbox.people.developer, clone());
    // What a hostile clone may hold: a program that git runs whenever it looks at the files.
    const program = github.folder('monitor');
    writeFileSync(program, `#!/bin/sh\ntouch '${trace()}'\n`);
    chmodSync(program, 0o700);
    await run('git', ['config', 'core.fsmonitor', `'${program}'`], { cwd: clone() });
    github.sandbox.requests.clear();
    return {
      workspace: clone(),
      trust: 'untrusted',
      settings: { 'github-enterprise.uri': github.sandbox.url },
    };
  });

  it('is left alone, and the view says so', async () => {
    await workbench().openSideBar('Change');
    await eventually(async () => {
      assert.match(await workbench().view('Current Change').welcome(), /This folder is not trusted yet/);
    });
    assert.deepEqual(github.sandbox.requests.all, []);
    assert.equal(existsSync(trace()), false);
    await run('git', ['status'], { cwd: clone() });
    assert.equal(existsSync(trace()), true, 'the trap would have told');
  });
});

describe('a folder without a repository', () => {
  const github = useSandbox();
  const folder = (): string => github.folder('empty');
  const workbench = useWorkbench(() => {
    mkdirSync(folder());
    return { workspace: folder(), settings: { 'github-enterprise.uri': github.sandbox.url } };
  });
  const says = async (welcome: RegExp): Promise<void> =>
    eventually(async () => {
      assert.match(await workbench().view('Current Change').welcome(), welcome);
    });
  const git = async (...args: string[]): Promise<unknown> => run('git', args, { cwd: folder() });

  it('is told, in the view and by the command', async () => {
    await workbench().openSideBar('Change');
    await says(/There is no Git repository in this window/);
    await workbench().runCommand('Change: Start Change');
    await workbench().notifications.appears('There is no Git repository here');
  });

  it('is followed when it becomes one, gets a remote, and has no credentials', async () => {
    await git('init', '--quiet', '--initial-branch=main');
    await git(
      '-c',
      'user.name=Dana',
      '-c',
      'user.email=d@acme.example',
      'commit',
      '--quiet',
      '--allow-empty',
      '--message=Begin',
    );
    await says(/No remote of this repository is on a GitHub/);
    await workbench().runCommand('Change: Start Change');
    await workbench().notifications.appears('No remote of this repository is on a GitHub');
    await git('config', 'credential.helper', '');
    await git('remote', 'add', 'origin', github.sandbox.repository.remoteUrl);
    await says(/Sign in to see the change/);
    await workbench().runCommand('Change: Start Change');
    await workbench().notifications.appears('You are not signed in');
    assert.deepEqual(await workbench().notifications.buttons('You are not signed in'), ['Retry', 'Sign In']);
  });
});
