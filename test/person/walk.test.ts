import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Colleagues, completeDescription } from './support/colleagues.ts';
import { useDeveloper } from './support/developer.ts';
import { eventually } from './support/eventually.ts';

describe('a change on its way from the branch to the merge', () => {
  const developer = useDeveloper();
  const branch = 'fix/8-health';

  /** One refresh, by the button; then the rows that begin so are there. */
  async function seesAfterRefresh(...rows: readonly (string | RegExp)[]): Promise<void> {
    await developer.workbench.view('Current Change').pressInTitle('Refresh');
    await sees(...rows);
  }

  async function sees(...expected: readonly (string | RegExp)[]): Promise<void> {
    await eventually(async () => {
      const rows = await developer.workbench.view('Current Change').rows();
      for (const each of expected) {
        assert.ok(
          rows.some((row) => (typeof each === 'string' ? row.startsWith(each) : each.test(row))),
          `${String(each)} is not in\n${rows.join('\n')}`,
        );
      }
    });
  }

  async function commit(file: string): Promise<void> {
    await mkdir(path.dirname(developer.file(file)), { recursive: true });
    await writeFile(developer.file(file), `export const at = ${Date.now()};\n`);
    await developer.git('add', '.');
    await developer.git('commit', '--quiet', '--message', `Change ${file}`);
    await developer.git('push', '--quiet', '--set-upstream', 'origin', branch);
  }

  async function told(text: string): Promise<void> {
    await developer.workbench.notifications.appears(text);
    await developer.workbench.runCommand('Notifications: Clear All Notifications');
  }

  it('shows each state within one refresh', async function () {
    this.timeout(240_000);
    const { sandbox, workbench } = developer;
    const { peer, security, qa, lead } = sandbox.people;

    await developer.git('switch', '--quiet', '--create', branch);
    await commit('src/health.ts');
    await sees(
      '#8 · 2 of 6 steps',
      '1 Ticket #8',
      '2 Pull request not opened yet',
      '4 Security review not required',
    );

    const change = await Colleagues.openDraft(sandbox, branch, 'Say whether the ledger answers');
    await seesAfterRefresh(`#${change.number} · 2 of 6 steps Say whether`, '2 Pull request still a draft +');
    await change.describe(completeDescription);
    await change.markReady();
    await seesAfterRefresh(
      `2 Pull request #${change.number}`,
      '3 Peer review waiting for acme/senior-developers',
      '4 Security review not required',
      'Still needed 3 approvals',
      'Peer Reviewer 1 · @',
    );

    await change.approve(peer, 'Reads well.');
    await seesAfterRefresh('3 Peer review 1 of 1 · @piotr-peer', 'Still needed 2 approvals');
    await told('@piotr-peer approved');

    await commit('src/health.ts');
    await sees('3 Peer review @piotr-peer approved an older commit');
    assert.deepEqual(await workbench.notifications.messages(), [], 'nothing about the developer’s own push');

    await change.requestChanges(peer, 'A test is missing.');
    await seesAfterRefresh('3 Peer review @piotr-peer requested changes', '@piotr-peer requested changes.');
    await told('@piotr-peer requested changes');

    await commit('src/auth/health.ts');
    await sees('4 Security review waiting for acme/security: **/auth/** changed');
    await change.approve(peer);
    await change.approve(security, 'No new surface.');
    await seesAfterRefresh(
      '3 Peer review 1 of 1',
      '4 Security review 1 of 1 · @sofia-sec',
      '5 QA no check ran',
    );

    await change.check('ci/test', 'failure');
    await seesAfterRefresh('5 QA “ci/test” failed', 'ci/test failed');
    await change.check('ci/test', 'success');
    await seesAfterRefresh('5 QA not deployed to “staging”');
    await change.deploy('staging');
    await seesAfterRefresh('5 QA waiting for acme/qa', '6 Final approval after step 5');

    await change.approve(lead, 'Too early.');
    // GitHub's clock ticks in seconds, and in the same second no approval is older than another.
    await sleep(1100);
    await change.approve(qa, 'Tested on staging.');
    await seesAfterRefresh('5 QA 1 of 1 · @quinn-qa', /^6 Final approval .*@lena-lead approved too early/);
    await change.approve(lead, 'Now it is complete.');
    await seesAfterRefresh(`#${change.number} · ready to merge`);
    await told('is ready to merge');
    assert.match(await workbench.statusBarItem(`Change #${change.number}`), /#\d+ · 6\/6/);

    await change.merge(lead);
    await seesAfterRefresh(`#${change.number} · merged, compliant`);
  });
});
