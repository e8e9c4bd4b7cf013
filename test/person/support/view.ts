import { type Locator, type Page } from 'playwright-core';
import { eventually } from './eventually.ts';

/** One view in the side bar: its title's buttons, its welcome content, its tree. */
export class View {
  readonly #pane: Locator;
  readonly #title: Locator;
  readonly #tree: Locator;

  constructor(page: Page, name: string) {
    this.#tree = page.getByRole('tree', { name });
    this.#pane = page
      .locator('.pane')
      .filter({ has: page.locator(`.pane-header[aria-label=${JSON.stringify(`${name} Section`)}]`) });
    // A view that is alone in its container has its buttons in the container's title, and hides its own.
    this.#title = page.locator('.part.sidebar .composite.title').or(this.#pane.locator('.pane-header'));
  }

  /** The rows in sight, each as it reads: its label, then its description. */
  async rows(): Promise<string[]> {
    const parts = '.monaco-icon-name-container, .monaco-icon-description-container';
    const rows = await this.#rows().all();
    const texts = await Promise.all(rows.map(async (row) => row.locator(parts).allInnerTexts()));
    return texts.map((row) => row.join(' ').replace(/\s+/g, ' ').trim());
  }

  /** The text above the rows. */
  async message(): Promise<string> {
    const message = this.#pane.locator('.tree-explorer-viewlet-tree-view > .message');
    return (await message.allInnerTexts()).join('\n').trim();
  }

  async click(label: string): Promise<void> {
    await this.#row(label).click();
  }

  /** Opens a row that holds others, or closes it. */
  async toggle(label: string): Promise<void> {
    await this.#row(label).locator('.monaco-tl-twistie').click();
  }

  /** Presses a button that a row shows under the mouse. */
  async pressInRow(label: string, button: string): Promise<void> {
    // A look that comes to its end meanwhile moves the rows away from under the mouse.
    await eventually(async () => {
      await this.#row(label).hover();
      await this.#row(label).getByRole('button', { name: button }).click({ timeout: 2000 });
    });
  }

  /** The buttons that a row shows under the mouse, by their names. */
  async buttonsInRow(label: string): Promise<string[]> {
    await this.#row(label).hover();
    const buttons = await this.#row(label).getByRole('button').all();
    return Promise.all(buttons.map(async (button) => (await button.getAttribute('aria-label')) ?? ''));
  }

  /** Presses a button in the view's title. */
  async pressInTitle(button: string): Promise<void> {
    await this.#pane.hover();
    await this.#title.getByRole('button', { name: button, exact: true }).first().click();
  }

  /** What stands in the view while it has no rows. */
  async welcome(): Promise<string> {
    return (await this.#pane.locator('.welcome-view-content').allInnerTexts()).join('\n');
  }

  async pressInWelcome(button: string): Promise<void> {
    await this.#pane.locator('.welcome-view-content').getByRole('button', { name: button }).click();
  }

  #rows(): Locator {
    return this.#tree.getByRole('treeitem');
  }

  #row(label: string): Locator {
    return this.#rows().filter({ hasText: label }).first();
  }
}
