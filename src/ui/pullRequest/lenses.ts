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
import { t, translated } from '../language.ts';
import { counted } from '../../base/say.ts';
import { findingWords } from '../../procedure/findings.ts';

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
    new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), { command, title: besideIcon(title) });
  return [
    open === 0
      ? at('', t`$(pass) Complete`)
      : at(
          'editor.action.marker.next',
          counted(open, t`$(warning) 1 point is open`, t`$(warning) ${open} points are open`),
        ),
    at(
      commands.submitPullRequest,
      number === undefined ? t`$(cloud-upload) Submit` : t`$(cloud-upload) Update #${number}`,
    ),
    ...(open === 0 && existing?.isDraft === true
      ? [at(commands.readyForReview, t`$(eye) Ready for Review`)]
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
  const reason = plainLabel(reasonOf(first));
  const title =
    more.length > 0
      ? t`$(shield) The security team will have to approve: ${reason} and ${more.length} more`
      : t`$(shield) The security team will have to approve: ${reason}`;
  return [
    new vscode.CodeLens(new vscode.Range(line, 0, line, 0), {
      command: draftCommands.showImpact,
      title: besideIcon(title),
      arguments: [document.uri],
    }),
  ];
}

/** With a blank that stays: VS Code leaves out one that stands between a picture and text. */
function besideIcon(title: string): string {
  return title.replace(') ', ')\u00a0');
}

function reasonOf(finding: Finding): string {
  switch (finding.code) {
    case 'impact.path':
      return t`${finding.data.path} matches ${finding.data.pattern}`;
    case 'checklist.not-applicable':
      return t`an item is marked not applicable`;
    default:
      return translated(findingWords(finding));
  }
}
