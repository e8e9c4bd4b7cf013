import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Developer } from '../support/developer.ts';

export function auditsAPeriod(developer: Developer): void {
  it('asks what, which days and where to, and shows the page', async () => {
    const folder = developer.file('..', 'audits');
    mkdirSync(folder);
    const { workbench } = developer;
    await workbench.runCommand('Change: Audit a Period…');
    await workbench.quickInput.appears('Audit a Period');
    await workbench.quickInput.accept();
    await workbench.quickInput.appears('(2/2)');
    await workbench.quickInput.pick('This year so far');
    await workbench.quickInput.appears('Where to?');
    await workbench.quickInput.chooseFolder(folder);
    const message = await workbench.notifications.appears('The audit is in');
    assert.match(message, /^\d+ of \d+ commits have an exception\. The audit is in /);
    const [name = '', ...others] = readdirSync(folder);
    assert.deepEqual(others, []);
    assert.match(name, /^audit-acme-payments-\d{4}-01-01-\d{4}-\d\d-\d\d$/);
    assert.match(readFileSync(path.join(folder, name, 'summary.html'), 'utf8'), /Pushed to the base branch/);
  });
}
