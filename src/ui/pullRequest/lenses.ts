import * as vscode from 'vscode';
import { draftLabels } from '../../change/draftLabels.ts';
import { readDraft } from '../../change/draftPoints.ts';
import { openPullRequest, reportOnDraft } from '../../change/draftReport.ts';
import { checklistSection } from '../../procedure/descriptionFixes.ts';
import type { Finding } from '../../procedure/report.ts';
import { commands } from '../contributions.ts';
import { plainLabel } from '../text.ts';
import { draftCommands } from './draftCommands.ts';
import type { DraftContext, DraftContexts } from './draftContexts.ts';

/** On top: what is open, and Submit. Above the security checklist: whether the security team will have to approve. */
export class DraftLenses implements vscode.CodeLensProvider {
  readonly onDidChangeCodeLenses: vscode.Event<void>;
  readonly #contexts: DraftContexts;

  constructor(contexts: DraftContexts) {
    this.#contexts = contexts;
    this.onDidChangeCodeLenses = contexts.onDidChange;
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const context = await this.#contexts.of(document);
    return context ? [...topLenses(document, context), ...securityLens(document, context)] : [];
  }
}

function topLenses(document: vscode.TextDocument, { facts, submission }: DraftContext): vscode.CodeLens[] {
  const { points, draft } = readDraft(facts.procedure, document.getText());
  const existing = openPullRequest(facts.record);
  const number = existing?.number ?? submission?.pullRequest?.number;
  const open = points.length + (draft.title === '' ? 1 : 0);
  const at = (command: string, title: string) =>
    new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), { command, title });
  return [
    open === 0
      ? at('', '$(pass)\u00a0Complete')
      : at(
          'editor.action.marker.next',
          `$(warning)\u00a0${open === 1 ? '1 point is' : `${open} points are`} open`,
        ),
    at(
      commands.submitPullRequest,
      number === undefined ? '$(cloud-upload)\u00a0Submit' : `$(cloud-upload)\u00a0Update #${number}`,
    ),
    ...(open === 0 && existing?.isDraft === true
      ? [at(commands.readyForReview, '$(eye)\u00a0Ready for Review')]
      : []),
  ];
}

/** Why the security team will have to approve, as step 4 would say it. */
export function impactOn(text: string, { facts }: DraftContext): readonly Finding[] {
  const { draft } = readDraft(facts.procedure, text);
  const { labels } = draftLabels(draft.frontMatter);
  const report = reportOnDraft(facts, { ...draft, labels });
  const reasons: readonly Finding['code'][] = [
    'impact.path',
    'impact.label',
    'impact.requested',
    'impact.unknown',
    'checklist.not-applicable',
  ];
  return report.steps
    .filter(({ id }) => id === 'security-review')
    .flatMap(({ findings }) => findings.filter(({ code }) => reasons.includes(code)));
}

function securityLens(document: vscode.TextDocument, context: DraftContext): vscode.CodeLens[] {
  const { draft, description } = readDraft(context.facts.procedure, document.getText());
  const section = checklistSection(draft.body, description.checklist);
  const [first, ...more] = impactOn(document.getText(), context);
  if (!section || !first) {
    return [];
  }
  const line = Math.min(draft.bodyLine + section.line, document.lineCount - 1);
  const others = more.length > 0 ? ` and ${more.length} more` : '';
  return [
    new vscode.CodeLens(new vscode.Range(line, 0, line, 0), {
      command: draftCommands.showImpact,
      title: `$(shield)\u00a0The security team will have to approve: ${plainLabel(reasonOf(first))}${others}`,
      arguments: [document.uri],
    }),
  ];
}

function reasonOf(finding: Finding): string {
  switch (finding.code) {
    case 'impact.path':
      return `${finding.data.path} matches ${finding.data.pattern}`;
    case 'checklist.not-applicable':
      return `an item is marked not applicable`;
    default:
      return finding.message;
  }
}
