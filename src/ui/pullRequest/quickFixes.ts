import * as vscode from 'vscode';
import { readDraft, type DraftReading, type OpenPoint } from '../../change/draftPoints.ts';
import { summaryFrom } from '../../change/newDraft.ts';
import { insertItem, insertSection, tick } from '../../procedure/descriptionFixes.ts';
import type { TextEdit } from '../../procedure/textEdit.ts';
import { commands } from '../contributions.ts';
import { draftCodes } from './diagnostics.ts';
import { draftCommands } from './draftCommands.ts';
import type { DraftContext, DraftContexts } from './draftContexts.ts';
import { bodyEdit, rangeOf } from './ranges.ts';
import { hasTask } from './toggleTask.ts';
import { t } from '../language.ts';
import { counted } from '../../base/say.ts';

/** Quick fixes for a draft's open points, and the toggle for the task under the cursor. */
export class DraftQuickFixes implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.QuickFix, vscode.CodeActionKind.Refactor];
  readonly #contexts: DraftContexts;

  constructor(contexts: DraftContexts) {
    this.#contexts = contexts;
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const context = await this.#contexts.of(document);
    if (!context) {
      return [];
    }
    const reading = readDraft(context.facts.procedure, document.getText());
    const make = new FixMaker(document, context, reading);
    const here = reading.points.filter(({ ranges }) =>
      ranges.some((place) => rangeOf(document, place).intersection(range) !== undefined),
    );
    return [
      ...diagnostics.filter(({ code }) => code === draftCodes.title).flatMap((found) => make.title(found)),
      ...here.flatMap((point) =>
        make.fixes(
          point,
          diagnostics.filter(({ message }) => message === point.finding.message),
        ),
      ),
      ...(here.length > 0 ? make.forAll() : []),
      ...(hasTask(document, range) ? [toggle()] : []),
    ];
  }
}

class FixMaker {
  readonly #document: vscode.TextDocument;
  readonly #context: DraftContext;
  readonly #reading: DraftReading;

  constructor(document: vscode.TextDocument, context: DraftContext, reading: DraftReading) {
    this.#document = document;
    this.#context = context;
    this.#reading = reading;
  }

  title(diagnostic: vscode.Diagnostic): vscode.CodeAction[] {
    const { ticket } = this.#context.facts;
    if (!ticket) {
      return [];
    }
    const line = this.#reading.draft.titleLine;
    const edit = vscode.TextEdit.insert(
      new vscode.Position(line, 0),
      `# ${ticket.title.replace(/\s+/g, ' ')}\n\n`,
    );
    return [this.#action(t`Take the title of ${ticket.key}`, [edit], [diagnostic])];
  }

  fixes({ finding, ranges }: OpenPoint, diagnostics: vscode.Diagnostic[]): vscode.CodeAction[] {
    const { facts } = this.#context;
    const { body, bodyLine } = this.#reading.draft;
    const edit = (change: TextEdit) => bodyEdit(this.#document, change, bodyLine);
    switch (finding.code) {
      case 'pr.section-missing': {
        const { section } = finding.data;
        const put = edit(insertSection(facts.procedure, body, section));
        return [this.#action(t`Insert the section “${section}”`, [put], diagnostics, true)];
      }
      case 'pr.section-empty':
        return this.#sectionFixes(finding.data.section, diagnostics);
      case 'checklist.item-missing': {
        const { item } = finding.data;
        const put = (isTicked: boolean) => edit(insertItem(facts.procedure, body, item, isTicked));
        return [
          this.#action(t`Insert the item`, [put(false)], diagnostics, true),
          this.#action(t`Insert the item, ticked`, [put(true)], diagnostics),
        ];
      }
      case 'checklist.unanswered': {
        const ticks = ranges.map((range) => edit(tick({ ...range, startLine: range.startLine - bodyLine })));
        const [first] = ranges;
        return [
          this.#action(t`Tick`, ticks, diagnostics, true),
          this.#command(
            t`Mark not applicable…`,
            draftCommands.markNotApplicable,
            [finding.data.item, first?.startLine],
            diagnostics,
          ),
        ];
      }
      case 'checklist.no-reason':
        return [
          this.#command(
            t`Give the reason…`,
            draftCommands.giveReason,
            [finding.data.item],
            diagnostics,
            true,
          ),
        ];
    }
  }

  /** For several points at once. */
  forAll(): vscode.CodeAction[] {
    const codes = this.#reading.points.map(({ finding }) => finding.code);
    const unanswered = codes.filter(
      (code) => code === 'checklist.unanswered' || code === 'checklist.item-missing',
    );
    return unanswered.length > 1
      ? [this.#command(t`Answer all ${unanswered.length} that are left…`, draftCommands.answerAll, [], [])]
      : [];
  }

  #sectionFixes(section: string, diagnostics: vscode.Diagnostic[]): vscode.CodeAction[] {
    const { facts, commits } = this.#context;
    const { draft, description } = this.#reading;
    const at = description.sections.find((other) => other.section === section)?.at;
    if (!at) {
      return [];
    }
    const line = at.contentLine + draft.bodyLine;
    const write = this.#command(t`Write it…`, draftCommands.writeHere, [line], diagnostics, true);
    const isFirst = description.sections[0]?.section === section;
    const summary = isFirst ? summaryFrom(facts.ticket, commits) : '';
    if (summary === '') {
      return [write];
    }
    const isLast = line >= this.#document.lineCount;
    const place = isLast
      ? this.#document.lineAt(this.#document.lineCount - 1).range.end
      : new vscode.Position(line, 0);
    const edit = vscode.TextEdit.insert(place, isLast ? `\n\n${summary}\n` : `\n${summary}\n`);
    const fillIn =
      commits.length === 0
        ? t`Fill in from the ticket`
        : counted(
            commits.length,
            t`Fill in from the ticket and the commit`,
            t`Fill in from the ticket and ${commits.length} commits`,
          );
    return [write, this.#action(fillIn, [edit], diagnostics)];
  }

  #action(
    title: string,
    edits: readonly vscode.TextEdit[],
    diagnostics: vscode.Diagnostic[],
    isPreferred = false,
  ): vscode.CodeAction {
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.edit = new vscode.WorkspaceEdit();
    action.edit.set(this.#document.uri, [...edits]);
    return Object.assign(action, { diagnostics, isPreferred });
  }

  #command(
    title: string,
    command: string,
    args: readonly unknown[],
    diagnostics: vscode.Diagnostic[],
    isPreferred = false,
  ): vscode.CodeAction {
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.command = { command, title, arguments: [this.#document.uri, ...args] };
    return Object.assign(action, { diagnostics, isPreferred });
  }
}

function toggle(): vscode.CodeAction {
  const action = new vscode.CodeAction(t`Toggle the task`, vscode.CodeActionKind.Refactor);
  action.command = { command: commands.toggleTask, title: t`Toggle the task` };
  return action;
}
