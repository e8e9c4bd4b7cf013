import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { useSandbox } from '../sandbox/mocha.ts';
import { eventually } from './support/eventually.ts';
import { useWorkbench } from './support/useWorkbench.ts';

const run = promisify(execFile);

describe('a VS Code that is shown in German', () => {
  const github = useSandbox();
  const clone = (): string => github.folder('clone');
  const workbench = useWorkbench(async () => {
    await github.sandbox.clone(github.sandbox.people.developer, clone());
    return {
      workspace: clone(),
      language: 'de',
      settings: { 'github-enterprise.uri': github.sandbox.url },
    };
  });

  it('has the welcome text and the commands in German', async () => {
    await workbench().openSideBar('Change');
    await eventually(async () => {
      assert.match(
        await workbench().view('Aktueller Change').welcome(),
        /Auf diesem Branch ist kein Change im Gange/,
      );
    });
    await workbench().runCommand('Change: Change starten');
    await workbench().quickInput.appears('Change starten');
    assert.match(await workbench().quickInput.placeholder(), /^Ein Ticket anlegen oder eines finden/);
    await eventually(async () => {
      assert.ok((await workbench().quickInput.items()).some((item) => item.includes('Neues Ticket')));
    });
    await workbench().quickInput.cancel();
  });

  it('has the change and its steps in German, whatever room the words are from', async () => {
    await run('git', ['switch', '--quiet', '-c', 'fix/8-health'], { cwd: clone() });
    const view = workbench().view('Aktueller Change');
    await eventually(async () => {
      const rows = await view.rows();
      assert.match(rows[0] ?? '', /^#8 · 2 von 6 Schritten/);
      assert.match(rows[1] ?? '', /nicht veröffentlicht$/);
      assert.ok(rows.includes('2 Pull Request noch nicht geöffnet'), rows.join('\n'));
      assert.ok(
        rows.some((row) =>
          row.startsWith(
            'Es gibt keinen Pull Request. Einen öffnen, wenn die Entwicklung abgeschlossen ist.',
          ),
        ),
        rows.join('\n'),
      );
    });
  });

  it('tells in German', async () => {
    await workbench().runCommand('Change: Abmelden');
    await workbench().notifications.appears(
      `Change Guide ist bei ${new URL(github.sandbox.url).host} abgemeldet.`,
    );
  });
});
