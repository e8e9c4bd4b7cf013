import assert from 'node:assert/strict';
import { type Developer } from '../support/developer.ts';
import { eventually } from '../support/eventually.ts';

export function followsTheBranch(developer: Developer): void {
  before('two changes that others began', async () => {
    await developer.git(
      'push',
      '--quiet',
      'origin',
      'main:refs/heads/fix/8-health',
      'main:refs/heads/feature/7-export',
    );
    await developer.git('fetch', '--quiet');
  });

  async function shows(ticket: string, branch: string): Promise<void> {
    await eventually(async () => {
      const rows = await developer.workbench.view('Current Change').rows();
      assert.ok(rows[0]?.startsWith(ticket) === true, `${rows[0] ?? 'no row'} is not ${ticket}`);
      assert.equal(rows[1], `${branch} published`);
      assert.equal(rows.filter((row) => /^[1-6] /.test(row)).length, 6);
    });
    const key = ticket.split(' ')[0] ?? '';
    assert.equal((await developer.workbench.statusBarItem(`Change ${key}`)).trim(), `${key} · 2/6`);
  }

  it('follows a switch made in the terminal, and one made elsewhere', async () => {
    await developer.workbench.runInTerminal('git switch fix/8-health');
    await shows('#8 · 2 of 6 steps The health check', 'fix/8-health');
    await developer.git('switch', '--quiet', 'feature/7-export');
    await shows('#7 · 2 of 6 steps Export the ledger', 'feature/7-export');
    await developer.git('switch', '--quiet', 'main');
    await developer.sees(/No change is under way/);
  });

  it('says in a row why it could not be read, and reads again at a click', async () => {
    const { sandbox, workbench } = developer;
    sandbox.faults.add({ effect: { kind: 'cut' } });
    await developer.git('switch', '--quiet', 'fix/8-health');
    const view = workbench.view('Current Change');
    await eventually(async () => {
      assert.match((await view.rows())[0] ?? '', /^Could not be read can’t be reached/);
      assert.match(await view.message(), /can’t be reached.*Check the network, then retry/);
    });
    sandbox.faults.clear();
    await view.click('Could not be read');
    await shows('#8 · 2 of 6 steps The health check', 'fix/8-health');
  });

  it('keeps what was last known while GitHub is down', async () => {
    const { sandbox, workbench } = developer;
    await developer.git('switch', '--quiet', 'fix/8-health');
    await shows('#8 · 2 of 6 steps The health check', 'fix/8-health');
    sandbox.faults.add({ effect: { kind: 'answer', status: 503 } });
    const view = workbench.view('Current Change');
    await view.pressInTitle('Refresh');
    await eventually(async () => {
      const rows = await view.rows();
      assert.match(rows[0] ?? '', /^Could not be read server trouble/);
      assert.match(await view.message(), /trouble of its own \(503\)/);
      assert.match(rows[1] ?? '', /^Last known as of/);
      assert.match(rows[2] ?? '', /^#8 · 2 of 6 steps The health check/);
    });
  });

  it('offers to sign in again when the token is no longer taken, and signs in by a typed one', async () => {
    const { workbench, sandbox } = developer;
    await workbench.runCommand('Change: Sign Out');
    await developer.sees(/Sign in to see the change/);
    await workbench.view('Current Change').pressInWelcome('Sign In');
    await workbench.quickInput.appears('Sign in to');
    await workbench.quickInput.pick('Enter a token…');
    await eventually(async () => {
      assert.match(await workbench.quickInput.message(), /personal access token/);
    });
    await workbench.quickInput.type('ghp_not_known_here');
    await workbench.quickInput.accept();
    // The wrong one is told by the view that met it first, and not tried again; git's own credential is the next.
    await eventually(async () => {
      const views = ['Current Change', 'Waiting for Me'].map((name) => workbench.view(name));
      const rows = await Promise.all(views.map(async (view) => view.rows()));
      assert.match(rows.flat().join('\n'), /sign-in not accepted/);
    });
    await workbench.runCommand('Change: Sign In');
    await workbench.quickInput.appears('Sign in to');
    await workbench.quickInput.pick('Enter a token…');
    await workbench.quickInput.type(sandbox.people.peer.token);
    await workbench.quickInput.accept();
    // Typed later than the others were found, it is used before them, and from then on alone.
    await asksAsPeer();
    sandbox.requests.clear();
    await workbench.runCommand('Change: Refresh');
    await asksAsPeer();
    await developer.sees(/No change is under way/);
    assert.deepEqual(
      [...new Set(sandbox.requests.all.map(({ login }) => login))],
      [sandbox.people.peer.login],
    );

    async function asksAsPeer(): Promise<void> {
      await eventually(async () => {
        assert.equal(sandbox.requests.all.at(-1)?.login, sandbox.people.peer.login);
        return Promise.resolve();
      });
    }
  });
}
