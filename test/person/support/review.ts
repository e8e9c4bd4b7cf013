import assert from 'node:assert/strict';
import { type Workbench } from './workbench.ts';

/** The commands of those who review, as a person goes through them. */
export class Reviewing {
  readonly #workbench: Workbench;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  /** Makes a pull request the one that the commands act on. */
  async pick(name: string): Promise<void> {
    await this.open('Review Pull Request…', 'Review Pull Request');
    await this.#workbench.quickInput.pick(name);
    await this.#workbench.statusBarItem('Reviewing');
  }

  /** Runs a command, and waits for its page; what it says. */
  async open(command: string, title: string): Promise<string> {
    await this.#workbench.runCommand(`Change: ${command}`);
    return this.page(title);
  }

  /** Waits for a page; the rows of it that are in sight, sentences that take several of them put together. */
  async page(title: string): Promise<string> {
    await this.#workbench.quickInput.appears(title);
    return (await this.#workbench.quickInput.items()).join(' ');
  }

  async choose(label: string): Promise<void> {
    await this.#workbench.quickInput.pick(label);
  }

  /** As {@link choose}, by a double click. */
  async chooseTwice(label: string): Promise<void> {
    await this.#workbench.quickInput.pickTwice(label);
  }

  /** Approves, when the page says this; the message that follows. */
  async approve(says: RegExp): Promise<string> {
    assert.match(await this.open('Approve…', 'Approve #'), says);
    await this.choose('Approve');
    return this.#workbench.notifications.appears('You approved');
  }

  /** Signs off or refuses, with one line of evidence; what the last page says. */
  async test(evidence: string): Promise<string> {
    await this.open('QA Sign-Off…', '(1/3)');
    return this.answer(evidence);
  }

  /** As {@link test}, once the first page is there. */
  async answer(evidence: string): Promise<string> {
    const { quickInput } = this.#workbench;
    await this.choose('staging');
    await quickInput.appears('(2/3)');
    await quickInput.type(evidence);
    await quickInput.accept();
    await this.choose('Go on to the result');
    return this.page('(3/3)');
  }

  /** Gives the final approval, when the page offers it. */
  async giveFinalApproval(): Promise<void> {
    await this.open('Give Final Approval…', 'Give Final Approval');
    await this.choose('Give the final approval');
    await this.#workbench.notifications.appears('You gave the final approval to');
  }

  async merge(): Promise<void> {
    await this.open('Merge…', 'Merge #');
    await this.choose('Create a merge commit');
  }

  /** Puts away what was told, so that the next message is a new one. */
  async clear(): Promise<void> {
    await this.#workbench.runCommand('Notifications: Clear All Notifications');
  }
}
