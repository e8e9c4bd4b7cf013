import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { Colleagues, completeDescription } from '../person/support/colleagues.ts';
import { type StartChange } from '../person/support/startChange.ts';
import { type Workbench } from '../person/support/workbench.ts';
import { type Sandbox } from '../sandbox/sandbox.ts';

const run = promisify(execFile);

/** What the pictures are taken of. */
export interface Stage {
  readonly workbench: Workbench;
  readonly startChange: StartChange;
  readonly sandbox: Sandbox;
  readonly workspace: string;
  /** Takes the picture of a state. */
  readonly show: (name: string) => Promise<void>;
}

/** Brings the Change view into each of its states, one after the other, and shows it. */
export async function goThroughStates({ workbench, startChange, sandbox, workspace, show }: Stage) {
  const view = workbench.view('Current Change');
  const { peer, security, qa, lead } = sandbox.people;
  const row = async (name: string | RegExp): Promise<void> =>
    workbench.page.getByRole('treeitem', { name }).first().waitFor({ timeout: 30_000 });
  const refresh = async (): Promise<void> => view.pressInTitle('Refresh');
  const git = async (...args: string[]): Promise<void> => {
    await run('git', args, { cwd: workspace });
  };
  const commit = async (file: string): Promise<void> => {
    await mkdir(path.dirname(path.join(workspace, file)), { recursive: true });
    await writeFile(path.join(workspace, file), `export const limit = ${Date.now() % 10};\n`);
    await git('add', '.');
    await git('commit', '--quiet', '--message', `Change ${file}`);
    await git('push', '--quiet');
  };

  await show('no-change');
  await startChange.run({
    title: 'Limit sign-in attempts',
    description: '## What\n\nAt most five attempts a minute for one account.',
  });
  await startChange.done();
  await row('Step 6');
  await show('started');
  await workbench.calmDown();

  await commit('src/limits.ts');
  const { stdout: branch } = await run('git', ['branch', '--show-current'], { cwd: workspace });
  const change = await Colleagues.openDraft(sandbox, branch.trim(), 'Limit sign-in attempts');
  await refresh();
  await row(/Step 2.*still a draft/);
  await show('draft');

  await change.describe(completeDescription.replace('#8', `#${change.number - 1}`));
  await change.markReady();
  await change.approve(peer, 'Reads well.');
  await refresh();
  await row(/Step 3.*1 of 1/);
  await show('approved');
  await workbench.calmDown();

  await commit('src/limits.ts');
  await row(/Step 3.*approved an older commit/);
  await show('stale');

  await change.requestChanges(peer, 'What of the second account?');
  await refresh();
  await row(/Step 3.*requested changes/);
  await show('changes-requested');
  await workbench.calmDown();

  await commit('src/auth/limits.ts');
  await change.approve(peer, 'That was it.');
  await refresh();
  await row(/Step 4.*waiting for acme\/security/);
  await workbench.calmDown();
  await show('security');

  await change.approve(security, 'No new surface.');
  await change.check('ci/lint', 'success');
  await change.check('ci/test', 'failure');
  await refresh();
  await row(/Step 5.*failed/);
  await workbench.calmDown();
  await show('check-failed');

  await change.check('ci/test', 'success');
  await change.deploy('staging');
  await change.approve(qa, 'Tested on staging.');
  await change.approve(lead, 'Complete.');
  await refresh();
  await row('ready to merge');
  await view.toggle('5 QA');
  await show('ready');
  await workbench.calmDown();

  sandbox.faults.add({ effect: { kind: 'answer', status: 503 } });
  await refresh();
  await row(/^Could not be read/);
  await show('unread');
  sandbox.faults.clear();

  await change.merge(lead);
  await refresh();
  await row('merged');
  await show('merged');
}
