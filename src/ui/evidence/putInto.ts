import * as vscode from 'vscode';
import { HumanError, wordsOf } from '../../base/errors.ts';
import type { Evidence } from '../../evidence/assemble.ts';
import { fileNames } from '../../evidence/manifest.ts';
import { say } from '../../base/say.ts';

/**
 * Writes the evidence into a new folder, named after the change and the time, so that none is ever replaced.
 * @returns where the page is
 * @throws {HumanError} when it could not be written
 */
export async function putInto(parent: vscode.Uri, { statement, files }: Evidence): Promise<vscode.Uri> {
  const { report, made } = statement.predicate;
  const { repository, pullRequest, headSha } = report.change;
  const time = made.at.replace(/\.\d+/, '').replaceAll(/[-:]/g, '');
  const name = [
    'evidence',
    repository,
    pullRequest === null ? headSha.slice(0, 7) : String(pullRequest),
    time,
  ]
    .join('-')
    .replaceAll(/[^\w.-]/g, '-');
  const folder = vscode.Uri.joinPath(parent, name);
  try {
    await vscode.workspace.fs.createDirectory(folder);
    for (const [file, text] of files) {
      await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, file), new TextEncoder().encode(text));
    }
  } catch (error) {
    throw new HumanError(say`The evidence could not be written to ${folder.fsPath}. ${wordsOf(error)}`, {
      cause: error,
    });
  }
  return vscode.Uri.joinPath(folder, fileNames.page);
}
