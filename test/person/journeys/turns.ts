import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { prepareChange, pushAnother } from '../../unit/support/preparedChange.ts';
import { eventually } from '../support/eventually.ts';
import { Turns } from '../support/turns.ts';
import { type Team } from '../support/useTeam.ts';

/** What **Waiting for Me** shows besides the next one’s turn. */
export function turns(team: Team): void {
  it('are asked to look again when a push takes their approvals away, and are told what could not be read', async () => {
    const waiting = new Turns(team);
    const title = 'Round refunds half up';
    const folder = team.folder('dana/work');
    const { number } = await prepareChange(team.sandbox, folder, { title, file: 'src/auth/round.ts' });
    const line = `#${number} ${title}`;
    for (const role of ['peer', 'security', 'qa'] as const) {
      await team.sandbox
        .as(team.sandbox.people[role])
        .pulls.createReview({ owner: 'acme', repo: 'payments', pull_number: number, event: 'APPROVE' });
    }
    await pushAnother(folder, 'Round half up');
    await waiting.isTurnOf('peer', 'Look again', line, /@piotr-peer approved an older commit/);
    await waiting.isTurnOf('security', 'Look again', line, /@sofia-sec approved an older commit/);
    await waiting.isTurnOf('qa', 'Look again', line, /./);
    const peer = await team.window('peer');
    await peer.screenshots('journey-look-again');
    await eventually(async () => {
      assert.equal(await waiting.numbers('peer'), '1');
    });

    const { faults } = team.sandbox;
    faults.add({ operation: 'OpenChanges', effect: { kind: 'answer', status: 503 } });
    const view = await waiting.view('peer');
    await view.pressInTitle('Refresh Waiting for Me');
    await eventually(async () => {
      const rows = await view.rows();
      assert.match(rows[0] ?? '', /^Could not be read server trouble/);
      assert.match(rows[1] ?? '', /^Last known/);
      assert.match(rows[2] ?? '', /^Look again 1/);
      assert.match(await view.message(), /trouble of its own/);
    });
    await peer.screenshots('journey-could-not-be-read');
    faults.clear();
    await view.click('Could not be read');
    await waiting.reads('peer', ['Look again 1', line, /approved an older commit/]);
  });
}

/** The last thing that anyone does: the window of the one who turned it off is another one after it. */
export function turnedOff(team: Team): void {
  it('see no such view once it is turned off', async () => {
    const peer = await team.window('peer');
    const folder = path.join(team.clone('peer'), '.vscode');
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'settings.json'), '{ "changeGuide.waiting.enabled": false }');
    await peer.reload();
    await peer.openSideBar('Change');
    await peer.view('Current Change').welcome();
    await eventually(async () => {
      assert.equal(await peer.page.getByText('Waiting for Me', { exact: true }).count(), 0);
    });
  });
}
