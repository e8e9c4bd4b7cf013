import * as vscode from 'vscode';
import { wordsOf } from '../../base/errors.ts';
import type { TicketSummary, Tracker } from '../../change/tracker.ts';
import { plainLabel } from '../text.ts';
import { show, type Answer, type Position } from './steps.ts';
import { t, translated } from '../language.ts';

/** What the developer chose to work on. */
export type TicketChoice =
  | { readonly kind: 'new'; /** What was typed, when it looks like a title. */ readonly title: string }
  | { readonly kind: 'existing'; readonly ticket: TicketSummary };

interface TicketItem extends vscode.QuickPickItem {
  /** Without a choice the item only tells something. */
  readonly choice?: TicketChoice;
}

/** How many milliseconds a pause in typing is, before the tracker is asked. */
const pause = 300;

/** A new ticket, or an existing one: mine and recent ones first, found by words, number or link as one types. */
export async function askTicket(
  tracker: Tracker,
  position: Position,
  value: string,
): Promise<Answer<TicketChoice>> {
  const pick = vscode.window.createQuickPick<TicketItem>();
  pick.placeholder = t`Create a ticket, or find one: words, #number, or a link`;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.value = value;
  const stopped = new AbortController();
  const list = new TicketList(pick, tracker, stopped.signal);
  try {
    return await show(pick, position, (accept, store) => {
      list.start();
      let timer: NodeJS.Timeout | undefined;
      store.add({
        dispose: () => {
          clearTimeout(timer);
        },
      });
      store.add(
        pick.onDidChangeValue((text) => {
          clearTimeout(timer);
          list.typed(text);
          timer = setTimeout(() => void list.lookUp(text), pause);
        }),
      );
      store.add(
        pick.onDidAccept(() => {
          const choice = pick.selectedItems[0]?.choice;
          if (choice) {
            accept(choice);
          }
        }),
      );
    });
  } finally {
    stopped.abort();
  }
}

class TicketList {
  readonly #pick: vscode.QuickPick<TicketItem>;
  readonly #tracker: Tracker;
  readonly #signal: AbortSignal;
  #recent: readonly TicketItem[] = [];
  #found: readonly TicketItem[] = [];
  #notice: TicketItem | undefined;
  /** The latest text that was typed; answers for earlier ones come too late. */
  #text = '';

  constructor(pick: vscode.QuickPick<TicketItem>, tracker: Tracker, signal: AbortSignal) {
    this.#pick = pick;
    this.#tracker = tracker;
    this.#signal = signal;
  }

  start(): void {
    this.#text = this.#pick.value;
    this.#render();
    void this.#load();
  }

  typed(text: string): void {
    this.#text = text;
    this.#render();
  }

  async lookUp(text: string): Promise<void> {
    const reference = this.#tracker.reference(text);
    if (reference?.kind === 'elsewhere') {
      this.#found = [];
      this.#notice = notice(
        t`That link leads to ${reference.where}`,
        t`Tickets come from this repository. Paste a link to one of its issues.`,
      );
      this.#render();
      return;
    }
    if (reference === undefined && text.trim().length < 2) {
      this.#found = [];
      this.#notice = undefined;
      this.#render();
      return;
    }
    await this.#busy(async () => {
      const tickets = reference
        ? await this.#withKey(reference.key)
        : await this.#tracker.search(text, this.#signal);
      if (text !== this.#text) {
        return;
      }
      // The host found them in ways that VS Code's own filter does not know: by link, or by words in the text.
      this.#found = tickets.map((ticket) => ({ ...itemOf(ticket), alwaysShow: true }));
      this.#notice =
        reference && tickets.length === 0
          ? notice(t`There is no ticket ${reference.key}`, t`Check the number.`)
          : undefined;
    });
  }

  async #withKey(key: string): Promise<readonly TicketSummary[]> {
    const ticket = await this.#tracker.find(key, this.#signal);
    return ticket ? [ticket] : [];
  }

  async #load(): Promise<void> {
    await this.#busy(async () => {
      this.#recent = (await this.#tracker.recent(this.#signal)).map(itemOf);
    });
  }

  /** A failure is told in the list, where the tickets would be; one can still create a ticket or type on. */
  async #busy(work: () => Promise<void>): Promise<void> {
    this.#pick.busy = true;
    try {
      await work();
    } catch (error) {
      if (!this.#signal.aborted) {
        this.#notice = notice(t`The tickets could not be read`, translated(wordsOf(error)));
      }
    }
    if (!this.#signal.aborted) {
      this.#pick.busy = false;
      this.#render();
    }
  }

  #render(): void {
    const text = this.#text.trim();
    const isTitle = text !== '' && this.#tracker.reference(text) === undefined;
    const create: TicketItem = {
      label: t`$(add) New ticket`,
      ...(isTitle && { description: `“${text}”` }),
      alwaysShow: true,
      choice: { kind: 'new', title: isTitle ? text : '' },
    };
    const found = new Set(this.#found.map(keyOf));
    const recent = this.#recent.filter((item) => !found.has(keyOf(item)));
    const [mine, others] = [true, false].map((assigned) =>
      recent.filter(({ choice }) => choice?.kind === 'existing' && choice.ticket.assignedToMe === assigned),
    );
    const isReference = this.#tracker.reference(text) !== undefined;
    this.#pick.items = [
      create,
      ...(this.#notice ? [this.#notice] : []),
      ...section(t`Found`, this.#found),
      ...section(t`Assigned to you`, mine ?? []),
      ...section(t`Recently updated`, others ?? []),
    ];
    const [first] = this.#found;
    if (isReference && first) {
      // What was found by number or link is what Enter should take.
      this.#pick.activeItems = [first];
    }
  }
}

function itemOf(ticket: TicketSummary): TicketItem {
  const title = `${ticket.key} ${plainLabel(ticket.title)}`;
  if (ticket.isPullRequest === true) {
    return notice(title, t`${ticket.key} is a pull request, not a ticket. Choose a ticket.`);
  }
  if (ticket.state === 'closed') {
    return notice(title, t`${ticket.key} is closed. Reopen it, or choose an open one.`);
  }
  return {
    label: `$(issues) ${title}`,
    description: ticket.labels.join(' · '),
    choice: { kind: 'existing', ticket },
  };
}

function notice(label: string, detail: string): TicketItem {
  return { label: `$(info) ${label}`, detail, alwaysShow: true };
}

function section(label: string, items: readonly TicketItem[]): readonly TicketItem[] {
  return items.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items];
}

function keyOf(item: TicketItem | undefined): string {
  return item?.choice?.kind === 'existing' ? item.choice.ticket.key : (item?.label ?? '');
}
