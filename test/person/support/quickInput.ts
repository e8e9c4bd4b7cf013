import path from 'node:path';
import { type Locator, type Page } from 'playwright-core';
import { eventually } from './eventually.ts';
import { exactly } from './text.ts';

const briefly = { timeout: 3000 };

/** The box at the top in which VS Code asks: the palette, a list to pick from, a line to type. */
export class QuickInput {
  readonly #page: Page;
  readonly #box: Locator;
  readonly #line: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#box = page.locator('.quick-input-widget:visible');
    this.#line = this.#box.locator('.quick-input-box input');
  }

  /** Waits until it is there, or until it shows a title that holds this text: `New Ticket`, `(2/4)`. */
  async appears(title?: string): Promise<void> {
    const box = title === undefined ? this.#box : this.#box.filter({ has: this.#titled(title) });
    await box.waitFor();
    await this.#line.waitFor();
  }

  async disappears(): Promise<void> {
    await this.#box.waitFor({ state: 'hidden' });
  }

  async title(): Promise<string> {
    return tidy(await this.#box.locator('.quick-input-title').innerText());
  }

  /** What stands in the line. */
  async value(): Promise<string> {
    return this.#line.inputValue();
  }

  async placeholder(): Promise<string> {
    return (await this.#line.getAttribute('placeholder')) ?? '';
  }

  /** Replaces what stands in the line, key by key. */
  async type(text: string): Promise<void> {
    await this.#line.focus();
    await this.#line.press('ControlOrMeta+a');
    await this.#line.press('Delete');
    await this.#page.keyboard.type(text);
  }

  /** Chooses a folder in VS Code's own dialog, which passes over an Enter while it looks into the folder. */
  async chooseFolder(folder: string): Promise<void> {
    await this.type(`${folder}${path.sep}`);
    await eventually(async () => {
      await this.accept();
      await this.#box.waitFor({ state: 'hidden', ...briefly });
    });
  }

  /** Picks a command from the palette, which is there or about to appear. */
  async pickCommand(name: string): Promise<void> {
    await this.#line.fill(`>${name}`, briefly);
    await this.#item(name).click(briefly);
  }

  async accept(): Promise<void> {
    await this.#line.press('Enter');
  }

  async cancel(): Promise<void> {
    await this.#page.keyboard.press('Escape');
  }

  /** The arrow in the title. */
  async back(): Promise<void> {
    await this.button('Back');
  }

  /** A button in the title, by its tooltip. */
  async button(name: string): Promise<void> {
    await this.#box.getByRole('button', { name }).click();
  }

  /** What is said below the line: the prompt, or what is wrong with what was typed. */
  async message(): Promise<string> {
    return tidy(await this.#box.locator('#quickInput_message').innerText());
  }

  /** The labels of the items that are in sight. */
  async items(): Promise<string[]> {
    const labels = await this.#items().locator('.quick-input-list-row .label-name:visible').allInnerTexts();
    return labels.map(tidy);
  }

  /** Picks an item by its label, with the mouse. */
  async pick(label: string): Promise<void> {
    await this.#item(label).click();
  }

  /** The same by someone whose finger is quicker than the window. */
  async pickTwice(label: string): Promise<void> {
    await this.#item(label).dblclick();
  }

  #item(label: string): Locator {
    return this.#items()
      .filter({ has: this.#page.locator('.label-name').filter({ hasText: exactly(label) }) })
      .first();
  }

  #items(): Locator {
    return this.#box.locator('.quick-input-list .monaco-list-row');
  }

  #titled(title: string): Locator {
    return this.#page.locator('.quick-input-title', { hasText: title });
  }
}

function tidy(text: string): string {
  return text.replaceAll('\u00a0', ' ').trim();
}
