import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { type Developer } from '../support/developer.ts';
import { eventually } from '../support/eventually.ts';
import { itThoroughly } from '../../thorough.ts';

export function withNewTicket(developer: Developer): void {
  it('ends with the ticket and its branch, here and on GitHub', async () => {
    const { workbench, startChange, sandbox } = developer;
    const title = 'Limit sign-in attempts per account';
    const description = '## What\n\nAt most ten attempts.\n\n## Why\n\nPasswords are guessed.';
    const branch = 'feature/10-limit-sign-in-attempts-per-account';
    await startChange.run({ title, description });
    assert.match(await startChange.done(), new RegExp(`Change #10 is started on the branch “${branch}”`));

    const [issue, ...more] = await developer.issuesTitled(title);
    assert.ok(issue);
    assert.deepEqual(more, []);
    assert.equal(issue.number, 10);
    assert.equal(issue.body, description);
    assert.equal(issue.user?.login, sandbox.people.developer.login);
    assert.deepEqual(
      issue.assignees?.map(({ login }) => login),
      [sandbox.people.developer.login],
    );
    assert.deepEqual(await developer.linkedBranches(10), [branch]);

    assert.equal(await developer.branch(), branch);
    assert.equal(await developer.git('rev-parse', '--abbrev-ref', '@{upstream}'), `origin/${branch}`);
    assert.equal(await developer.git('rev-parse', 'HEAD'), await developer.remoteCommit('main'));
    assert.equal(await developer.remoteCommit(branch), await developer.remoteCommit('main'));
    assert.equal(developer.unfinished, false);

    await eventually(async () => {
      assert.deepEqual(await workbench.view('Current Change').rows(), [
        `#10 · 2 of 6 steps ${title}`,
        `${branch} published`,
        '1 Ticket #10',
        '2 Pull request not opened yet',
        'There is no pull request. Open one when development is complete.',
        '3 Peer review waiting for acme/senior-developers',
        '4 Security review not required',
        '5 QA no check ran',
        '6 Final approval after steps 2, 3 and 5',
        'Still needed 3 approvals',
      ]);
    });
    assert.match(await workbench.statusBarItem(`Change #10, ${title}`), /#10/);
  });

  it('is begun by the button in the empty view, and goes on by the lens above the description', async () => {
    const { workbench, startChange } = developer;
    const { quickInput } = workbench;
    await workbench.view('Current Change').pressInWelcome('Start Change');
    await quickInput.appears('(1/5)');
    await quickInput.pick('New ticket');
    await quickInput.appears('(2/5)');
    await quickInput.type('Export a month of payments');
    await quickInput.accept();
    await quickInput.appears('(3/5)');
    await quickInput.pick('fix');
    await quickInput.appears('(4/5)');
    await quickInput.pick('Write the description');
    await quickInput.disappears();
    await startChange.write('A **CSV** of the month.');
    await workbench.pressLens('Continue Start Change');
    await quickInput.appears('(4/5)');
    await quickInput.pick('Use the description as written');
    await quickInput.appears('(5/5)');
    assert.equal(await quickInput.value(), 'fix/{ticket}-export-a-month-of-payments');
    await quickInput.accept();
    await startChange.done();
    const [issue] = await developer.issuesTitled('Export a month of payments');
    assert.equal(issue?.body, 'A **CSV** of the month.');
    assert.equal(await developer.branch(), `fix/${issue.number}-export-a-month-of-payments`);
  });

  itThoroughly(
    'is begun by the button in the view’s title, and takes what was typed for the title',
    async () => {
      const { workbench, startChange } = developer;
      const { quickInput } = workbench;
      await workbench.view('Current Change').pressInTitle('Start Change');
      await quickInput.appears('(1/5)');
      await quickInput.type('Round refunds to cents');
      await quickInput.accept();
      await quickInput.appears('(2/5)');
      assert.equal(await quickInput.value(), 'Round refunds to cents');
      await quickInput.accept();
      await quickInput.appears('(3/5)');
      await quickInput.accept();
      await quickInput.appears('(4/5)');
      await quickInput.pick('Go on without one');
      await quickInput.appears('(5/5)');
      await quickInput.type('feature/{ticket}-cents');
      await quickInput.accept();
      await startChange.done();
      const [issue] = await developer.issuesTitled('Round refunds to cents');
      assert.equal(issue?.body ?? '', '');
      assert.equal(await developer.branch(), `feature/${issue?.number ?? 0}-cents`);
    },
  );

  it('keeps what was typed when one goes back', async () => {
    const { workbench, startChange } = developer;
    const { quickInput } = workbench;
    await startChange.open();
    await startChange.describe({ title: 'Fees per country', type: 'fix' });
    await quickInput.type('fix/{ticket}-by-hand');
    for (const step of ['(4/5)', '(3/5)', '(2/5)']) {
      await quickInput.back();
      await quickInput.appears(step);
    }
    assert.equal(await quickInput.value(), 'Fees per country');
    await quickInput.accept();
    await quickInput.appears('(3/5)');
    // Enter takes the item that was chosen before.
    await quickInput.accept();
    await quickInput.appears('(4/5)');
    await quickInput.pick('Go on without one');
    await quickInput.appears('(5/5)');
    assert.equal(await quickInput.value(), 'fix/{ticket}-by-hand');
  });

  it('checks the branch’s name while it is typed', async () => {
    const { workbench, startChange } = developer;
    const { quickInput } = workbench;
    const before = await developer.issues();
    await developer.git('branch', 'feature/here');
    await startChange.open();
    await startChange.describe({ title: 'Names' });
    assert.match(await quickInput.message(), /\{ticket\} becomes the number of the new ticket/);
    for (const [name, problem] of [
      ['two words', /can’t hold spaces/],
      ['one..two', /can’t hold “\.\.”/],
      ['-x', /can’t start with “-”/],
      ['feature/here', /“feature\/here” exists already/],
      ['main', /“main” exists already/],
      ['', /needs a name/],
    ] as const) {
      await quickInput.type(name);
      await eventually(async () => {
        assert.match(await quickInput.message(), problem);
      });
      await quickInput.accept();
    }
    await quickInput.appears('(5/5)');
    await developer.git('branch', '--delete', '--quiet', 'feature/here');
    assert.deepEqual(await developer.issues(), before);
  });

  itThoroughly(
    'leaves nothing behind when one turns away at any step, and has the title again next time',
    async () => {
      const { workbench, startChange } = developer;
      const { quickInput } = workbench;
      const before = await developer.issues();
      const title = 'Turn away from this';
      const steps = [
        async () => quickInput.pick('New ticket'),
        async () => {
          await quickInput.type(title);
          await quickInput.accept();
        },
        async () => quickInput.pick('feature'),
        async () => quickInput.pick('Go on without one'),
      ];
      for (let stop = 0; stop <= steps.length; stop++) {
        await startChange.open();
        for (const [index, step] of steps.slice(0, stop).entries()) {
          await step();
          await quickInput.appears(`(${index + 2}/5)`);
        }
        await quickInput.cancel();
        await quickInput.disappears();
      }
      assert.deepEqual(await developer.issues(), before);
      assert.equal(await developer.branch(), 'main');
      assert.equal(developer.unfinished, false);
      assert.deepEqual(await workbench.notifications.messages(), []);
      await startChange.open();
      await quickInput.pick('New ticket');
      await quickInput.appears('(2/5)');
      assert.equal(await quickInput.value(), title);
    },
  );

  const hostile = [
    ['$(touch pwned)"; touch pwned; \'`touch pwned`', 'shell'],
    ['$(trash) A picture that is text', 'codicon'],
    ['חשבונית 🧾 <b>émoji</b> & more', 'right to left, emoji, HTML'],
    ['--upload-pack=touch pwned', 'an option'],
    ['[click](command:workbench.action.quit) **bold**', 'Markdown and a command'],
  ] as const;
  for (const [title, what] of hostile) {
    const test = what === 'shell' ? it : itThoroughly;
    test(`takes a title with ${what} as it is`, async () => {
      const { workbench, startChange } = developer;
      await startChange.run({ title });
      await startChange.done();
      const [issue] = await developer.issuesTitled(title);
      assert.ok(issue, 'GitHub has another title');
      assert.match(await developer.branch(), new RegExp(`^feature/${issue.number}-[^\\s$()'"\`]+$`));
      assert.equal(
        await developer.remoteCommit(await developer.branch()),
        await developer.remoteCommit('main'),
      );
      await eventually(async () => {
        const [ticket] = await workbench.view('Current Change').rows();
        assert.equal(ticket, `#${issue.number} · 2 of 6 steps ${title}`);
      });
      assert.equal(await developer.git('status', '--porcelain'), '');
      assert.equal(existsSync(developer.file('pwned')), false);
    });
  }
}
