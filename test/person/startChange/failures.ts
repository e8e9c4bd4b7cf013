import assert from 'node:assert/strict';
import { type FaultRule } from '../../sandbox/sandbox.ts';
import { type Developer } from '../support/developer.ts';
import { eventually } from '../support/eventually.ts';
import { itThoroughly } from '../../thorough.ts';

const down = { kind: 'answer', status: 503 } as const;
const forever = { kind: 'delay', milliseconds: 60_000 } as const;

export function whenSomethingGoesWrong(developer: Developer): void {
  /** What must be so in the end, however it came about. */
  async function isStartedOnce(title: string): Promise<void> {
    await developer.startChange.done();
    developer.sandbox.faults.clear();
    const issues = await developer.issuesTitled(title);
    assert.equal(issues.length, 1, 'one ticket only');
    assert.match(await developer.branch(), new RegExp(`^feature/${issues[0]?.number ?? 0}-`));
    assert.equal(
      await developer.remoteCommit(await developer.branch()),
      await developer.git('rev-parse', 'HEAD'),
    );
    assert.deepEqual(
      issues[0]?.assignees?.map(({ login }) => login),
      [developer.sandbox.people.developer.login],
    );
    assert.equal(developer.unfinished, false);
  }

  const failures: readonly (readonly [
    what: string,
    faults: readonly FaultRule[],
    message: RegExp,
    exists: { readonly ticket: boolean; readonly checkedOut: boolean },
  ])[] = [
    [
      'GitHub is down when the ticket is to be created',
      [{ method: 'POST', path: '/api/v3/repos/*/*/issues', effect: down }],
      /Whether the ticket was created is not known; Retry looks for it first.*503/,
      { ticket: false, checkedOut: false },
    ],
    [
      'the answer to the new ticket is lost',
      [{ method: 'POST', path: '/api/v3/repos/*/*/issues', effect: { kind: 'lose-answer' } }],
      /Whether the ticket was created is not known; Retry looks for it first/,
      { ticket: true, checkedOut: false },
    ],
    [
      'the ticket can’t be assigned',
      [{ method: 'POST', path: '/api/v3/repos/*/*/issues/*/assignees', effect: down }],
      /The ticket #\d+ was created; its branch was not\..*503/,
      { ticket: true, checkedOut: false },
    ],
    [
      'the branch can’t be linked',
      [{ operation: 'CreateLinkedBranch', effect: { kind: 'cut' } }],
      /The ticket #\d+ was created, and its branch “feature\/\S+” is checked out here; it was not published\./,
      { ticket: true, checkedOut: true },
    ],
    [
      'the branch can’t be pushed',
      [
        // The host makes no linked branch, so there is something to push.
        { operation: 'CreateLinkedBranch', effect: { kind: 'answer', status: 403, body: {} } },
        { method: 'POST', path: '/acme/payments.git/git-receive-pack', effect: down },
      ],
      /The ticket #\d+ was created, and its branch “feature\/\S+” is checked out here; it was not published\..*503/,
      { ticket: true, checkedOut: true },
    ],
  ];
  for (const [what, faults, message, exists] of failures) {
    const test = what === 'the answer to the new ticket is lost' ? it : itThoroughly;
    test(`says what exists when ${what}, and Retry goes on`, async () => {
      const { sandbox, startChange, workbench } = developer;
      const title = `When ${what}`;
      faults.forEach((fault) => {
        sandbox.faults.add(fault);
      });
      await startChange.run({ title });
      assert.match(await workbench.notifications.appears('was '), message);
      assert.equal((await developer.issuesTitled(title)).length, exists.ticket ? 1 : 0);
      assert.equal((await developer.branch()) !== 'main', exists.checkedOut);
      sandbox.faults.clear();
      await workbench.notifications.press('was ', 'Retry');
      await isStartedOnce(title);
    });
  }

  itThoroughly('says so when GitHub is down before the first step, and Retry goes on', async () => {
    const { sandbox, workbench } = developer;
    sandbox.faults.add({ effect: { kind: 'cut' } });
    await workbench.runCommand('Change: Start Change');
    assert.match(await workbench.notifications.appears('can’t be reached'), /Check the network, then retry/);
    sandbox.faults.clear();
    await workbench.notifications.press('can’t be reached', 'Retry');
    await workbench.quickInput.appears('(1/5)');
  });

  itThoroughly('says so when the base branch can’t be fetched, and Retry has what was typed', async () => {
    const { sandbox, startChange, workbench } = developer;
    const { quickInput, notifications } = workbench;
    sandbox.faults.add({ path: '/acme/payments.git/**', effect: down });
    await startChange.open();
    await quickInput.pick('New ticket');
    await quickInput.appears('(2/5)');
    await quickInput.type('While git is down');
    await quickInput.accept();
    assert.match(await notifications.appears('git fetch'), /503/);
    assert.deepEqual(await developer.issuesTitled('While git is down'), []);
    sandbox.faults.clear();
    await notifications.press('git fetch', 'Retry');
    await quickInput.appears('(1/5)');
    await quickInput.pick('New ticket');
    await quickInput.appears('(2/5)');
    assert.equal(await quickInput.value(), 'While git is down');
  });

  it('says what exists when it is cancelled, and goes on from there', async () => {
    const { sandbox, startChange, workbench } = developer;
    const title = 'Cancelled on its way';
    sandbox.faults.add({ method: 'POST', path: '/api/v3/repos/*/*/issues/*/assignees', effect: forever });
    await startChange.run({ title });
    await workbench.notifications.press('Assigning', 'Cancel');
    assert.match(
      await workbench.notifications.appears('You stopped it there'),
      /The ticket #\d+ was created; its branch was not\./,
    );
    assert.equal((await developer.issuesTitled(title)).length, 1);
    sandbox.faults.clear();
    await workbench.notifications.press('You stopped it there', 'Go On');
    await isStartedOnce(title);
  });

  it('offers to go on after the window was closed in the middle', async () => {
    const { sandbox, startChange, workbench } = developer;
    const { quickInput } = workbench;
    const title = 'Closed in the middle';
    sandbox.faults.add({ method: 'POST', path: '/api/v3/repos/*/*/issues/*/assignees', effect: forever });
    await startChange.run({ title });
    await workbench.notifications.appears('Assigning');
    const [issue] = await developer.issuesTitled(title);
    await workbench.runCommand('Developer: Reload Window');
    await workbench.page.waitForEvent('load');
    sandbox.faults.clear();
    // The palette lists what is there when it opens; before the folder is known to be trusted, we are not.
    await developer.sees(/No change is under way/);
    await workbench.runCommand('Change: Start Change');
    await eventually(async () => {
      assert.match(
        (await quickInput.items()).join(),
        new RegExp(`Go on with #${issue?.number ?? 0} “${title}”`),
      );
    });
    await quickInput.accept();
    await isStartedOnce(title);
  });
}
