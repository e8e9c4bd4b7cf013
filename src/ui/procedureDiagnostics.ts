import * as vscode from 'vscode';
import type { ProcedureProblem } from '../procedure/parseProcedure.ts';

/** Checks the schema that this extension contributes, and would underline the same problems again. */
const yamlExtension = 'redhat.vscode-yaml';

const procedureFiles = '**/.github/change-procedure.yml';

/** Typing pauses this long (milliseconds) before the file is read again. */
const pause = 200;

/**
 * Underlines the problems of open procedure files at their lines and columns, where no YAML extension does.
 * @param log Hears of what should not happen; the file then shows no problems.
 */
export function showProcedureProblems(log: (error: unknown) => void): vscode.Disposable {
  const diagnostics = vscode.languages.createDiagnosticCollection('change-procedure');
  const waiting = new Map<string, NodeJS.Timeout>();
  let isDisposed = false;

  const isProcedure = (document: vscode.TextDocument) =>
    vscode.languages.match({ pattern: procedureFiles }, document) > 0;

  const check = async (document: vscode.TextDocument) => {
    // YAML is loaded with the first procedure file that is opened.
    const { parseProcedure } = await import('../procedure/parseProcedure.ts');
    const { version } = document;
    const parsed = parseProcedure(document.getText());
    if (!isDisposed && !document.isClosed && document.version === version) {
      diagnostics.set(document.uri, parsed.ok ? [] : parsed.problems.map(diagnosticOf));
    }
  };

  const forget = (document: vscode.TextDocument) => {
    clearTimeout(waiting.get(document.uri.toString()));
    waiting.delete(document.uri.toString());
    diagnostics.delete(document.uri);
  };

  const checkSoon = (document: vscode.TextDocument) => {
    if (!isProcedure(document) || vscode.extensions.getExtension(yamlExtension)) {
      return;
    }
    const key = document.uri.toString();
    clearTimeout(waiting.get(key));
    waiting.set(
      key,
      setTimeout(() => {
        waiting.delete(key);
        check(document).catch(log);
      }, pause),
    );
  };

  const checkAll = () => {
    diagnostics.clear();
    vscode.workspace.textDocuments.forEach(checkSoon);
  };

  checkAll();
  return vscode.Disposable.from(
    diagnostics,
    new vscode.Disposable(() => {
      isDisposed = true;
      waiting.forEach((timer) => {
        clearTimeout(timer);
      });
    }),
    vscode.workspace.onDidOpenTextDocument(checkSoon),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      checkSoon(document);
    }),
    vscode.workspace.onDidCloseTextDocument(forget),
    vscode.extensions.onDidChange(checkAll),
  );
}

function diagnosticOf({ line, column, endLine, endColumn, message }: ProcedureProblem): vscode.Diagnostic {
  const range = new vscode.Range(line - 1, column - 1, endLine - 1, endColumn - 1);
  const diagnostic = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Error);
  diagnostic.source = 'Change Guide';
  return diagnostic;
}
