import type * as vscode from 'vscode';
import { branchNameFrom, branchNameProblem, withTicket } from '../../change/branchName.ts';
import { slugOf } from '../../change/slug.ts';
import type { StartJournal, StartPlan } from '../../change/startJournal.ts';
import { descriptionFrom } from '../../change/ticketForm.ts';
import type { TicketSummary, Tracker } from '../../change/tracker.ts';
import type { Procedure } from '../../procedure/procedure.ts';
import { plainLabel } from '../text.ts';
import { writtenDescription, type DescriptionEditor } from './describe.ts';
import { askPick, askText, back, type Answer, type Position } from './steps.ts';
import { askTicket } from './ticketStep.ts';
import { t } from '../language.ts';

export interface WizardSite {
  readonly tracker: Tracker;
  readonly journal: StartJournal;
  readonly descriptionEditor: DescriptionEditor;
  /** What the base branch says, and the names that branches have already; may still be on its way. */
  readonly base: Promise<{ readonly procedure: Procedure; readonly taken: readonly string[] }>;
}

export type WizardResult = Pick<StartPlan, 'ticket' | 'branch'>;

/** Asks what is to be done, step by step; {@link Cancelled} when the developer turns away, and what was typed is kept. */
export async function askForChange(site: WizardSite): Promise<WizardResult> {
  const wizard = new Wizard(site, await site.journal.readTitle());
  return wizard.run();
}

/** GitHub's own bound. */
const longestTitle = 256;

class Wizard {
  readonly #site: WizardSite;
  #typed = '';
  #existing: TicketSummary | undefined;
  #title: string;
  #type: string | undefined;
  #description: string | undefined;
  /** Undefined while the proposed name was not changed by hand. */
  #branch: string | undefined;

  constructor(site: WizardSite, title: string) {
    this.#site = site;
    this.#title = title;
  }

  async run(): Promise<WizardResult> {
    let at = 0;
    for (;;) {
      const steps = this.#steps();
      const step = steps[at];
      if (!step) {
        return this.#result();
      }
      const answer = await step({ title: t`Start Change`, step: at + 1, totalSteps: steps.length });
      at += answer === back ? -1 : 1;
    }
  }

  /** An existing ticket has its title and description already. */
  #steps(): readonly ((position: Position) => Promise<Answer<void>>)[] {
    const ticket = async (position: Position) => this.#askTicket(position);
    const title = async (position: Position) => this.#askTitle(position);
    const type = async (position: Position) => this.#askType(position);
    const description = async (position: Position) => this.#askDescription(position);
    const branch = async (position: Position) => this.#askBranch(position);
    return this.#existing ? [ticket, type, branch] : [ticket, title, type, description, branch];
  }

  async #askTicket(position: Position): Promise<Answer<void>> {
    const choice = await askTicket(this.#site.tracker, position, this.#typed);
    if (choice === back) {
      return back;
    }
    this.#existing = choice.kind === 'existing' ? choice.ticket : undefined;
    if (choice.kind === 'new' && choice.title !== '') {
      this.#typed = choice.title;
      this.#title = choice.title;
    }
  }

  async #askTitle(position: Position): Promise<Answer<void>> {
    const title = await askText({
      ...position,
      value: this.#title,
      prompt: t`Title of the new ticket: what is the planned change?`,
      placeholder: t`Limit sign-in attempts per account`,
      check: (text) =>
        text.trim() === ''
          ? { problem: t`The ticket needs a title.` }
          : text.trim().length > longestTitle
            ? { problem: t`A title has ${longestTitle} characters at most.` }
            : {},
      keep: (text) => {
        this.#title = text;
        void this.#site.journal.writeTitle(text);
      },
    });
    if (title === back) {
      return back;
    }
    this.#title = title.trim();
    await this.#site.journal.writeTitle(this.#title);
  }

  async #askType(position: Position): Promise<Answer<void>> {
    const { procedure } = await this.#site.base;
    const items = procedure.branch.types.map((label) => ({ label }));
    const active = this.#type ?? likelyType(this.#existing?.labels ?? [], procedure.branch.types);
    const item = await askPick({
      ...position,
      placeholder: t`What kind of change is it?`,
      items,
      active: items.find(({ label }) => label === active),
    });
    if (item === back) {
      return back;
    }
    this.#type = item.label;
  }

  async #askDescription(position: Position): Promise<Answer<void>> {
    for (;;) {
      const written = await writtenDescription(this.#site.journal);
      const body = descriptionFrom(written ?? '');
      const edit: vscode.QuickPickItem = {
        label: body === '' ? t`$(edit) Write the description` : t`$(edit) Edit the description`,
        detail: t`What, why, risk and rollback, in an editor`,
      };
      const use: vscode.QuickPickItem =
        body === ''
          ? { label: t`$(arrow-right) Go on without one`, detail: t`The ticket can be described later` }
          : { label: t`$(check) Use the description as written`, detail: plainLabel(firstLineOf(body)) };
      const item = await askPick({
        ...position,
        placeholder: t`Describe the planned change in the ticket?`,
        items: body === '' ? [edit, use] : [use, edit],
      });
      if (item === back) {
        return back;
      }
      if (item === use) {
        this.#description = body;
        return;
      }
      await this.#site.descriptionEditor.edit(this.#site.journal, this.#title);
    }
  }

  async #askBranch(position: Position): Promise<Answer<void>> {
    const { procedure, taken } = await this.#site.base;
    const ticket = this.#existing?.key;
    const proposed = branchNameFrom(procedure.branch.name, {
      type: this.#type ?? procedure.branch.types[0] ?? 'change',
      ticket,
      slug: slugOf(this.#existing?.title ?? this.#title),
    });
    const name = await askText({
      ...position,
      value: this.#branch ?? proposed,
      prompt:
        ticket === undefined
          ? t`Branch name. Enter creates the ticket and the branch.`
          : t`Branch name. Enter creates the branch for ${ticket}.`,
      check: (text) => {
        const problem = branchNameProblem(withTicket(text.trim(), ticket ?? '0'), taken);
        return problem !== undefined
          ? { problem }
          : text.includes('{ticket}')
            ? { hint: t`{ticket} becomes the number of the new ticket.` }
            : {};
      },
      keep: (text) => {
        this.#branch = text;
      },
    });
    if (name === back) {
      // A name that nobody touched follows the title and the type.
      this.#branch = this.#branch === proposed ? undefined : this.#branch;
      return back;
    }
    this.#branch = name.trim();
  }

  #result(): WizardResult {
    return {
      ticket: this.#existing
        ? { kind: 'existing', key: this.#existing.key }
        : { kind: 'new', title: this.#title, body: this.#description ?? '' },
      branch: this.#branch ?? '',
    };
  }
}

/** A bug is most likely fixed; everything else is up to the developer. */
function likelyType(labels: readonly string[], types: readonly string[]): string | undefined {
  const isBug = labels.some((label) => /bug|defect|regression/i.test(label));
  return isBug ? types.find((type) => /fix|bug/i.test(type)) : types.find((type) => labels.includes(type));
}

function firstLineOf(text: string): string {
  return text.split('\n').find((line) => line.trim() !== '' && !line.startsWith('#')) ?? '';
}
