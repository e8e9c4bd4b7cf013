import * as vscode from 'vscode';
import { Cancelled, HumanError } from '../../base/errors.ts';
import { readProcedure } from '../../change/readProcedure.ts';
import { findTemplates } from '../../change/templates.ts';
import { completeTemplate } from '../../procedure/completeTemplate.ts';
import { templateText } from '../../procedure/templateText.ts';
import { showFailure, showInformation, type Log } from '../messages.ts';
import type { Repositories } from '../repositories.ts';
import type { Sites } from '../sites.ts';
import { plainLabel } from '../text.ts';
import { shownText } from './shownText.ts';
import { t } from '../language.ts';
import { say } from '../../base/say.ts';

/**
 * **Change: Scaffold PR Template**: writes the template that the procedure asks for. One that is there is kept; what
 * it lacks is shown first, and added when the developer says so.
 */
export async function scaffoldTemplate(repositories: Repositories, sites: Sites, log: Log): Promise<void> {
  await repositories.connect();
  const root = repositories.current?.rootUri;
  if (!repositories.current || !root) {
    throw new HumanError(say`There is no Git repository here. Open the folder of a clone first.`);
  }
  const { workingCopy } = await sites.of(repositories.current);
  // The working copy's own rules: a template is most often written together with the procedure file.
  const { procedure, problem } = await readProcedure(
    { readFile: async (_commit, path) => readText(vscode.Uri.joinPath(root, path)) },
    workingCopy.root,
  );
  if (problem !== undefined) {
    throw new HumanError(say`The procedure file has problems; solve them first. ${problem}`);
  }
  const found = await findTemplates(async (folder) => names(vscode.Uri.joinPath(root, folder)));
  const path = found.length > 1 ? await pick(found) : (found[0] ?? procedure.pullRequest.template);
  const uri = vscode.Uri.joinPath(root, path);
  const text = await readText(uri);
  if (text === undefined) {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(templateText(procedure)));
    await vscode.window.showTextDocument(uri, { preview: false });
    void showInformation(t`${path} was written. Commit it to the base branch: it counts from there.`);
    return;
  }
  const document = await vscode.workspace.openTextDocument(uri);
  const here = document.getText().replace(/\r\n?/g, '\n');
  const complete = completeTemplate(procedure, here);
  if (complete === here) {
    await vscode.window.showTextDocument(document, { preview: false });
    void showInformation(t`${path} has all that the procedure asks for.`);
    return;
  }
  void offerWhatIsLacking(document, path, complete, log);
}

/** Shows the file beside what it would be. VS Code's own preview of an edit has each part to be ticked before it counts. */
async function offerWhatIsLacking(
  document: vscode.TextDocument,
  path: string,
  complete: string,
  log: Log,
): Promise<void> {
  const completed = shownText(`/${path}`, complete);
  try {
    await vscode.commands.executeCommand(
      'vscode.diff',
      document.uri,
      completed.uri,
      t`${path}: as it is ↔ with what the procedure asks for`,
    );
    const add = t`Add It`;
    const answer = await showInformation(
      t`${path} lacks some of what the procedure asks for. All that is there would stay as it is.`,
      add,
    );
    if (answer === add) {
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, wholeOf(document), complete);
      await vscode.workspace.applyEdit(edit);
      await document.save();
      await vscode.window.showTextDocument(document, { preview: false });
      void showInformation(t`${path} was completed. Commit it to the base branch: it counts from there.`);
    }
  } catch (error) {
    await showFailure(log, error);
  } finally {
    completed.dispose();
  }
}

function wholeOf(document: vscode.TextDocument): vscode.Range {
  return document.validateRange(new vscode.Range(0, 0, document.lineCount, 0));
}

async function names(folder: vscode.Uri): Promise<readonly string[]> {
  try {
    return (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
  } catch {
    return [];
  }
}

async function readText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

async function pick(paths: readonly string[]): Promise<string> {
  const items = paths.map((path) => ({ label: plainLabel(path), path }));
  const picked = await vscode.window.showQuickPick(items, {
    title: t`Scaffold PR Template`,
    placeHolder: t`Which template?`,
  });
  if (!picked) {
    throw new Cancelled();
  }
  return picked.path;
}
