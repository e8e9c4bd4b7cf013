import * as vscode from 'vscode';
import { draftLabels } from '../../change/draftLabels.ts';
import { readDraft, type DraftReading } from '../../change/draftPoints.ts';
import type { Procedure } from '../../procedure/procedure.ts';
import { findingWords } from '../../procedure/findings.ts';
import { rangeOf } from './ranges.ts';
import { t, translated } from '../language.ts';

/** What a draft lacks beside what the procedure asks of its body. */
export const draftCodes = { title: 'draft.title', labels: 'draft.labels' } as const;

/** One for each place of each open point; the codes are those of step 2's findings. */
export function diagnosticsOf(document: vscode.TextDocument, procedure: Procedure): vscode.Diagnostic[] {
  const reading = readDraft(procedure, document.getText());
  return [
    ...documentProblems(document, reading),
    ...reading.points.flatMap(({ finding, ranges }) =>
      ranges.map((range) =>
        diagnostic(rangeOf(document, range), translated(findingWords(finding)), finding.code),
      ),
    ),
  ];
}

function documentProblems(document: vscode.TextDocument, { draft }: DraftReading): vscode.Diagnostic[] {
  const found: vscode.Diagnostic[] = [];
  if (draft.title === '') {
    const line = document.lineAt(Math.min(draft.titleLine, document.lineCount - 1)).range;
    const message = t`The pull request has no title. Write it as the first heading: “# What changes”.`;
    found.push(diagnostic(line, message, draftCodes.title));
  }
  const { problem } = draftLabels(draft.frontMatter);
  if (problem !== undefined) {
    found.push(
      diagnostic(
        document.lineAt(Math.min(1, document.lineCount - 1)).range,
        translated(problem),
        draftCodes.labels,
      ),
    );
  }
  return found;
}

function diagnostic(range: vscode.Range, message: string, code: string): vscode.Diagnostic {
  const made = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Warning);
  made.source = 'Change Guide';
  made.code = code;
  return made;
}
