import { type Workbench } from './workbench.ts';

export interface NewTicket {
  readonly title: string;
  /** Default: `feature`. */
  readonly type?: string;
  /** Typed in the editor; without it none is written. */
  readonly description?: string;
}

/** The steps of **Change: Start Change**, as a person goes through them. */
export class StartChange {
  readonly #workbench: Workbench;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  /** Runs the command, and waits for its first step. */
  async open(): Promise<void> {
    await this.#workbench.runCommand('Change: Start Change');
    await this.#workbench.quickInput.appears('(1/5)');
  }

  /** From the first step to the last, which then shows the branch name. */
  async describe({ title, type = 'feature', description }: NewTicket): Promise<void> {
    const { quickInput } = this.#workbench;
    await quickInput.pick('New ticket');
    await quickInput.appears('(2/5)');
    await quickInput.type(title);
    await quickInput.accept();
    await quickInput.appears('(3/5)');
    await quickInput.pick(type);
    await quickInput.appears('(4/5)');
    if (description === undefined) {
      await quickInput.pick('Go on without one');
    } else {
      await quickInput.pick('Write the description');
      await quickInput.disappears();
      await this.write(description);
      await this.#workbench.pressInEditorTitle('Continue Start Change');
      await quickInput.appears('(4/5)');
      await quickInput.pick('Use the description as written');
    }
    await quickInput.appears('(5/5)');
  }

  /** Replaces what stands in the description's editor. */
  async write(description: string): Promise<void> {
    await this.#workbench.focusEditor('ticket.md');
    await this.#workbench.typeInEditor(description);
  }

  /** All of it, for a new ticket, up to and including Enter in the last step. */
  async run(ticket: NewTicket): Promise<void> {
    await this.open();
    await this.describe(ticket);
    await this.#workbench.quickInput.accept();
  }

  /** Waits for the message that says it is done, and returns it. */
  async done(): Promise<string> {
    return this.#workbench.notifications.appears('is started on the branch');
  }
}
