import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Developer } from './developer.ts';
import { eventually } from './eventually.ts';

/** The draft of a pull request, as a person works on it. */
export class Draft {
  readonly #developer: Developer;

  constructor(developer: Developer) {
    this.#developer = developer;
  }

  /** Opens the draft of the branch that is checked out, and waits until it was judged. */
  async open(): Promise<void> {
    const { workbench } = this.#developer;
    await workbench.runCommand('Change: Prepare Pull Request');
    await workbench.page.getByRole('tab', { name: 'pull-request.md' }).waitFor();
    await this.#lens(/points? (is|are) open|Complete/).waitFor();
  }

  /** What the draft is on the disk: of the only branch that has one, or of the branch with this name in its folder. */
  text(branch = ''): string {
    const drafts = this.#developer.file('.git', 'common', 'change-guide', 'drafts');
    const folder = readdirSync(drafts).find((name) => name.startsWith(branch)) ?? '';
    return readFileSync(path.join(drafts, folder, 'pull-request.md'), 'utf8');
  }

  async lenses(): Promise<string[]> {
    return this.#developer.workbench.page.locator('.codelens-decoration a').allInnerTexts();
  }

  async waitForLens(text: string | RegExp): Promise<void> {
    await this.#lens(text).waitFor();
  }

  /** Waits until so many points are open, by what VS Code counts at its bottom: the lens may be out of sight. */
  async waitForPoints(count: number): Promise<void> {
    const problems = this.#developer.workbench.page.locator('[id="status.problems"]');
    await eventually(async () => {
      assert.equal((await problems.innerText()).trim().split(/\s+/).at(-1), String(count));
    });
  }

  /** Goes to a line that holds this text, by the editor's own search for it. */
  async goTo(text: string): Promise<void> {
    const { page } = this.#developer.workbench;
    await page.locator('.editor-instance .view-line', { hasText: text }).first().click();
    await page.keyboard.press('Home');
  }

  /** The quick fixes that are offered where the cursor is. */
  async quickFixes(): Promise<string[]> {
    await this.#openQuickFixes();
    const items = await this.#actions().allInnerTexts();
    await this.#developer.workbench.page.keyboard.press('Escape');
    return items.map((item) => item.replaceAll('\u00a0', ' ').trim());
  }

  /** Picks a quick fix where the cursor is. */
  async fix(title: string): Promise<void> {
    await this.#openQuickFixes();
    await this.#actions().filter({ hasText: title }).first().click();
  }

  /** Picks the quick fix that puts the cursor under the heading, and writes there. */
  async writeUnder(heading: string, text: string): Promise<void> {
    const { page } = this.#developer.workbench;
    await this.goTo(heading);
    const cursor = page.locator('.statusbar-item', { hasText: /^Ln / });
    // The status bar follows the cursor a moment later.
    const before = await eventually(async () => {
      const now = await cursor.innerText();
      await sleep(400);
      assert.equal(await cursor.innerText(), now);
      return now;
    });
    await this.fix('Write it…');
    await eventually(async () => {
      assert.notEqual(await cursor.innerText(), before);
    });
    await page.keyboard.insertText(text);
  }

  async underlines(): Promise<number> {
    return this.#developer.workbench.page.locator('.editor-instance .squiggly-warning').count();
  }

  async #openQuickFixes(): Promise<void> {
    await eventually(async () => {
      await this.#developer.workbench.page.keyboard.press('ControlOrMeta+.');
      await this.#actions().first().waitFor({ timeout: 2000 });
    });
    assert.ok((await this.#actions().count()) > 0);
  }

  #actions() {
    return this.#developer.workbench.page.locator('.action-widget .monaco-list-row.action');
  }

  #lens(text: string | RegExp) {
    // One that does nothing when it is pressed is no link.
    return this.#developer.workbench.page
      .locator('.codelens-decoration > :is(a, span)', { hasText: text })
      .first();
  }
}
