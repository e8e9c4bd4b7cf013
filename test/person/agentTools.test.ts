import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../host/folders.ts';
import { installExtension } from '../host/install.ts';
import { agentVariable, installAgent, type Outcome } from './support/agent.ts';
import { useDeveloper } from './support/developer.ts';
import { eventually } from './support/eventually.ts';
import { itThoroughly } from '../thorough.ts';

describe('an agent', () => {
  const calls = temporaryFolder('agent').path;
  const developer = useDeveloper({
    install: (profile) => {
      mkdirSync(calls, { recursive: true });
      installExtension(profile);
      installAgent(profile);
    },
    environment: { [agentVariable]: calls },
    // The service that calls tools is VS Code's chat.
    settings: { 'chat.disableAIFeatures': false },
  });
  const dialog = () => developer.workbench.page.locator('.monaco-dialog-box');

  async function call(name: string, input: unknown, cancelled = false): Promise<void> {
    rmSync(path.join(calls, 'outcome.json'), { force: true });
    writeFileSync(path.join(calls, 'call.json'), JSON.stringify({ name, input, cancelled }));
    await developer.workbench.runCommand('Agent: Call');
  }

  async function outcome(): Promise<Outcome> {
    return eventually(async () =>
      Promise.resolve(JSON.parse(readFileSync(path.join(calls, 'outcome.json'), 'utf8')) as Outcome),
    );
  }

  /** Reads what the person is asked, and answers. */
  async function answer(button: 'Yes' | 'Cancel'): Promise<string> {
    await dialog().waitFor();
    const question = await dialog().innerText();
    await dialog().getByRole('button', { name: button, exact: true }).click();
    return question;
  }

  it('is told how things stand without anyone being asked', async () => {
    await call('change_get_status', {});
    const { texts } = await outcome();
    assert.match(texts?.[0] ?? '', /No change is under way/);
  });

  itThoroughly('is told what is wrong with its input, and nobody is asked', async () => {
    const before = (await developer.issues()).length;
    for (const [input, says] of [
      [{}, /either the title/],
      [{ title: 'x', ticket: '7' }, /either the title/],
      [{ title: 7 }, /title must be a text/],
      [{ title: 'x', run: 'rm -rf' }, /It may hold: title/],
      [{ ticket: '7; rm' }, /by its number/],
      [{ title: 'x'.repeat(300) }, /256 characters/],
    ] as const) {
      await call('change_start', input);
      assert.match((await outcome()).error ?? '', says);
    }
    assert.equal((await developer.issues()).length, before);
  });

  itThoroughly('starts nothing that the person does not want, or that was cancelled', async () => {
    const before = (await developer.issues()).length;
    await call('change_start', { title: 'Not [this](command:workbench.action.quit) <b>one</b>' });
    const question = await answer('Cancel');
    assert.match(question, /Not \[this\]\(command:workbench\.action\.quit\) <b>one<\/b>/);
    assert.ok((await outcome()).error !== undefined);
    await call('change_start', { title: 'Cancelled' }, true);
    assert.ok((await outcome()).error !== undefined);
    assert.equal((await developer.issues()).length, before);
    assert.equal(await developer.branch(), 'main');
  });

  it('starts a change, sees the report of the view, and prepares the pull request', async () => {
    await call('change_start', {
      title: 'Let an agent\nbegin',
      type: 'fix',
      description: '## Why\n\nTo see it.',
    });
    const question = await answer('Yes');
    assert.match(question, /A ticket is created in .*: “Let an agent begin”/);
    assert.match(question, /To see it\./);
    const { texts, error } = await outcome();
    assert.match(texts?.[0] ?? error ?? '', /is checked out\. It is published\./);
    assert.match(await developer.branch(), /^fix\/\d+-let-an-agent-begin$/);
    const [ticket] = await developer.issuesTitled('Let an agent begin');
    assert.match(ticket?.body ?? '', /To see it\./);

    await eventually(async () => {
      const rows = await developer.workbench.view('Current Change').rows();
      assert.match(rows[0] ?? '', /Let an agent begin/);
    });
    await call('change_get_status', {});
    const [, markdown = '', json = ''] = (await outcome()).texts ?? [];
    assert.match(markdown, /^\*\*/);
    const report = JSON.parse(json) as { schema: string; verdict: string; steps: { status: string }[] };
    assert.deepEqual(
      [report.schema, report.verdict, report.steps.length],
      ['compliance-report/1', 'incomplete', 6],
    );
    assert.equal(report.steps[0]?.status, 'done');

    await call('change_prepare_pull_request', {});
    assert.match(await answer('Yes'), /stays on this machine/);
    const [where = '', open = '', text = ''] = (await outcome()).texts ?? [];
    assert.match(where, /pull-request\.md/);
    assert.match(open, /Open in it:\n- /);
    assert.match(text, /## Summary/);
  });
});
