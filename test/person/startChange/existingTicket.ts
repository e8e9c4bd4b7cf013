import assert from 'node:assert/strict';
import { type Developer } from '../support/developer.ts';
import { eventually } from '../support/eventually.ts';
import { itThoroughly } from '../../thorough.ts';

// The sample's tickets: #7 is the developer's, #8 is a bug and nobody's, #1 is closed, #6 is a pull request.
export function withExistingTicket(developer: Developer): void {
  async function finds(text: string, item: RegExp): Promise<string> {
    const { quickInput } = developer.workbench;
    await quickInput.type(text);
    return eventually(async () => {
      const found = (await quickInput.items()).find((label) => item.test(label));
      assert.ok(
        found !== undefined,
        `${String(item)} is not among ${JSON.stringify(await quickInput.items())}`,
      );
      return found;
    });
  }

  async function finish(type: string): Promise<void> {
    const { quickInput } = developer.workbench;
    await quickInput.appears('(2/3)');
    await quickInput.pick(type);
    await quickInput.appears('(3/3)');
    await quickInput.accept();
    await developer.startChange.done();
  }

  it('shows the developer’s own tickets first', async () => {
    await developer.startChange.open();
    await eventually(async () => {
      const items = await developer.workbench.quickInput.items();
      assert.match(items[0] ?? '', /New ticket/);
      assert.match(items[1] ?? '', /#7 Export the ledger/);
      assert.ok(items.some((item) => item.includes('#8 The health check')));
      assert.ok(
        !items.some((item) => /#1 |#6 /.test(item)),
        'closed tickets and pull requests are no choice',
      );
    });
  });

  it('takes one that is picked, and no second one is made', async () => {
    const { workbench, startChange } = developer;
    const before = (await developer.issues()).length;
    await startChange.open();
    await workbench.quickInput.pick(await finds('', /#7 Export the ledger/));
    await finish('feature');
    const branch = 'feature/7-export-the-ledger-for-the-month-end-close';
    assert.equal(await developer.branch(), branch);
    assert.equal(await developer.git('rev-parse', '--abbrev-ref', '@{upstream}'), `origin/${branch}`);
    assert.deepEqual(await developer.linkedBranches(7), [branch]);
    assert.equal((await developer.issues()).length, before);
    await eventually(async () => {
      const [ticket] = await workbench.view('Current Change').rows();
      assert.equal(ticket, '#7 · 2 of 6 steps Export the ledger for the month-end close');
    });
    assert.match(await workbench.statusBarItem('Change #7'), /#7/);
  });

  it('finds one by its words, and assigns it', async () => {
    const { workbench, startChange, sandbox } = developer;
    await startChange.open();
    await workbench.quickInput.pick(await finds('health ready', /#8 The health check/));
    await workbench.quickInput.appears('(2/3)');
    // It is labelled a bug, so a fix is proposed; Enter takes that.
    await workbench.quickInput.accept();
    await workbench.quickInput.appears('(3/3)');
    assert.match(await workbench.quickInput.value(), /^fix\/8-the-health-check/);
    await workbench.quickInput.accept();
    await startChange.done();
    const issue = (await developer.issues()).find(({ number }) => number === 8);
    assert.deepEqual(
      issue?.assignees?.map(({ login }) => login),
      [sandbox.people.developer.login],
    );
  });

  itThoroughly('finds one by its number', async () => {
    await developer.startChange.open();
    await finds('#4', /#4 Limit the rate of refunds/);
    await developer.workbench.quickInput.accept();
    await finish('feature');
    assert.match(await developer.branch(), /^feature\/4-limit-the-rate/);
  });

  it('finds one by a pasted link', async () => {
    const { owner, name } = developer.sandbox.repository;
    await developer.startChange.open();
    await finds(`${developer.sandbox.url}/${owner}/${name}/issues/9`, /#9 Runbook/);
    await developer.workbench.quickInput.accept();
    await finish('feature');
    assert.match(await developer.branch(), /^feature\/9-runbook/);
  });

  itThoroughly('finds one by words that stand in its text only', async () => {
    await developer.startChange.open();
    await finds('signing hurry peace', /#9 Runbook/);
  });

  for (const [what, text, item] of [
    ['a closed ticket', '#1', /#1 A refund can leave/],
    ['a pull request', '#6', /#6 /],
    ['a number that nobody has', '#999', /There is no ticket #999/],
    [
      'a link that leads elsewhere',
      'https://github.com/acme/other/issues/3',
      /leads to github\.com\/acme\/other/,
    ],
  ] as const) {
    const test = what === 'a closed ticket' ? it : itThoroughly;
    test(`tells of ${what}, and does not take it`, async () => {
      const { quickInput } = developer.workbench;
      await developer.startChange.open();
      await quickInput.pick(await finds(text, item));
      assert.match(await quickInput.title(), /\(1\/5\)/);
      await quickInput.cancel();
      assert.equal(await developer.branch(), 'main');
    });
  }

  itThoroughly(
    'tells in the list that the tickets can’t be read, and a new one can be made all the same',
    async () => {
      const { startChange, sandbox, workbench } = developer;
      sandbox.faults.add({
        method: 'GET',
        path: '/api/v3/repos/*/*/issues',
        effect: { kind: 'answer', status: 503 },
      });
      await startChange.open();
      await finds('', /The tickets could not be read/);
      await startChange.describe({ title: 'Made while the list was down' });
      await workbench.quickInput.accept();
      await startChange.done();
      sandbox.faults.clear();
      assert.equal((await developer.issuesTitled('Made while the list was down')).length, 1);
    },
  );
}
