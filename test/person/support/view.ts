import { type Locator, type Page } from 'playwright-core';

/** One view in the side bar: its title's buttons, its welcome content, its tree. */
export class View {
  readonly #pane: Locator;
  readonly #tree: Locator;

  constructor(page: Page, name: string) {
    this.#tree = page.getByRole('tree', { name });
    this.#pane = page
      .locator('.pane')
      .filter({ has: page.getByRole('button', { name: `Section: ${name}` }) });
  }

  /** The rows in sight, each as it reads: its label, then its description. */
  async rows(): Promise<string[]> {
    const rows = await this.#rows().locator('.monaco-icon-label-container').allInnerTexts();
    return rows.map((row) => row.replace(/\s+/g, ' ').trim());
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
    await this.#row(label).hover();
    await this.#row(label).getByRole('button', { name: button }).click();
  }

  /** Presses a button in the view's title. */
  async pressInTitle(button: string): Promise<void> {
    await this.#pane.hover();
    await this.#pane.locator('.pane-header').getByRole('button', { name: button }).click();
  }

  /** What stands in the view while it has no rows. */
  async welcome(): Promise<string> {
    return this.#pane.locator('.welcome-view-content').innerText();
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
