import { setTimeout as sleep } from 'node:timers/promises';
import { type Locator, type Page } from 'playwright-core';

/** The messages in the lower right corner, and those that stand before everything else. */
export class Notifications {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The messages that are shown, newest first. */
  async messages(): Promise<string[]> {
    return this.#toasts().locator('.notification-list-item-message').allInnerTexts();
  }

  /** Waits for a message that holds this text, and returns all of it. */
  async appears(text: string): Promise<string> {
    return this.#toast(text).locator('.notification-list-item-message').innerText();
  }

  /**
   * Presses a button of the message that holds this text.
   *
   * Of messages that come within 800 ms VS Code shows the first three only, the rest at the bell. No person reads one,
   * presses its button and makes two more come as fast as that.
   */
  async press(text: string, button: string): Promise<void> {
    await this.#toast(text).waitFor();
    await sleep(800);
    await this.#toast(text).getByRole('button', { name: button, exact: true }).click();
  }

  /** The names of the buttons of the message that holds this text. */
  async buttons(text: string): Promise<string[]> {
    return this.#toast(text)
      .locator('.notification-list-item-buttons-container .monaco-button')
      .allInnerTexts();
  }

  /** Waits for a modal message that holds this text, and returns all of it. */
  async modal(text: string): Promise<string> {
    return this.#modal(text).locator('.dialog-message-container').innerText();
  }

  async pressInModal(text: string, button: string): Promise<void> {
    await this.#modal(text).getByRole('button', { name: button, exact: true }).click();
  }

  #toasts(): Locator {
    return this.#page.locator('.notifications-toasts .notification-toast');
  }

  #toast(text: string): Locator {
    return this.#toasts().filter({ hasText: text }).first();
  }

  #modal(text: string): Locator {
    return this.#page.locator('.monaco-dialog-box').filter({ hasText: text });
  }
}
