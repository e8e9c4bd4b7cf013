import assert from 'node:assert/strict';
import { useSandbox } from '../sandbox/mocha.ts';
import { eventually } from './support/eventually.ts';
import { useWorkbench } from './support/useWorkbench.ts';

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

  it('tells in German', async () => {
    await workbench().runCommand('Change: Abmelden');
    await workbench().notifications.appears(
      `Change Guide ist bei ${new URL(github.sandbox.url).host} abgemeldet.`,
    );
  });
});
