import path from 'node:path';
import { type Locator, type Page } from 'playwright-core';
import { projectFolder } from '../../host/folders.ts';
import { type Settings, type Theme, themes } from '../../host/settings.ts';
import { thorough } from '../../thorough.ts';
import { eventually } from './eventually.ts';
import { Notifications } from './notifications.ts';
import { QuickInput } from './quickInput.ts';
import { View } from './view.ts';

/** Settings of a window that has the colours of the system it is on, for {@link Workbench.screenshots}. */
export const followsSystemColours: Settings = {
  'window.autoDetectColorScheme': true,
  'workbench.preferredLightColorTheme': themes.light.id,
  'workbench.preferredDarkColorTheme': themes.dark.id,
};

/** VS Code's window, in the words of someone who sits before it. */
export class Workbench {
  readonly page: Page;
  readonly quickInput: QuickInput;
  readonly notifications: Notifications;

  constructor(page: Page) {
    this.page = page;
    this.quickInput = new QuickInput(page);
    this.notifications = new Notifications(page);
  }

  /** Runs a command as the palette names it: `Change: Start Change`. */
  async runCommand(name: string): Promise<void> {
    // What still opens takes the focus and closes the palette, and the palette lists the commands that were there
    // when it was opened: a person would open it again.
    await eventually(async () => {
      await this.page.keyboard.press('F1');
      try {
        await this.quickInput.pickCommand(name);
      } catch (error) {
        await this.quickInput.cancel();
        throw error;
      }
    });
  }

  /** Starts the window anew, as one that was closed and opened. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load');
    await this.runCommand('Developer: Reload Window');
    await loaded;
    await this.page.locator('.statusbar-item').first().waitFor();
  }

  /** Clicks one of the icons at the side: `Explorer`, `Change`. */
  async openSideBar(name: string): Promise<void> {
    // Its name goes on with a key and a count, which may hold another one's name: `(Ctrl+Shift+G) - 1 pending changes`.
    const tab = this.page
      .locator('.activitybar')
      .getByRole('tab', { name: new RegExp(`^${name}( \\(| - |$)`) });
    // A second click on what is open would close it.
    if ((await tab.getAttribute('aria-selected')) !== 'true') {
      await tab.click();
    }
  }

  view(name: string): View {
    return new View(this.page, name);
  }

  /** What a status bar item reads; it is found by any part of its text or of what is read out for it. */
  async statusBarItem(text: string): Promise<string> {
    return this.#statusBarItem(text).innerText();
  }

  async clickStatusBarItem(text: string): Promise<void> {
    await this.#statusBarItem(text).click();
  }

  /** Puts the cursor into the editor of the file with this name. */
  async focusEditor(name: string): Promise<void> {
    await this.page.getByRole('tab', { name }).click();
    await this.page.locator('.editor-instance .monaco-editor .view-lines').first().click();
  }

  /** Presses a button beside the editor's tabs. */
  async pressInEditorTitle(button: string): Promise<void> {
    await this.page.locator('.editor-actions').getByRole('button', { name: button }).click();
  }

  /** Presses a lens above a line of the editor. */
  async pressLens(text: string): Promise<void> {
    await this.page.locator('.codelens-decoration a', { hasText: text }).click();
  }

  /** Leaves what is asked, and puts away what was told. */
  async calmDown(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.page.keyboard.press('Escape');
    if ((await this.notifications.messages()).length > 0) {
      await this.runCommand('Notifications: Clear All Notifications');
    }
    if ((await this.page.locator('.editor-group-container .tab').count()) > 0) {
      await this.runCommand('View: Close All Editors');
    }
  }

  /** Replaces the text of the editor that has the focus. */
  async typeInEditor(text: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+a');
    // All at once, as a paste does: typed keys would be indented and closed by the editor.
    await this.page.keyboard.insertText(text);
  }

  /** Types a command into a new terminal. Keys that come before the shell does wait for it. */
  async runInTerminal(command: string): Promise<void> {
    await this.runCommand('Terminal: Create New Terminal');
    await this.page.locator('.xterm-helper-textarea:focus').waitFor({ state: 'attached' });
    await this.page.keyboard.type(command);
    await this.page.keyboard.press('Enter');
  }

  /** Picks a colour theme, as a person does. */
  async useTheme(theme: Theme): Promise<void> {
    const { label, className } = themes[theme];
    await this.runCommand('Preferences: Color Theme');
    await this.quickInput.type(label);
    await this.quickInput.pick(label);
    await this.page.locator(`.monaco-workbench.${className}`).waitFor();
  }

  /** Takes a picture of the window in a thorough run: `out/screenshots/NAME.png`. */
  async screenshot(name: string): Promise<void> {
    if (thorough) {
      await takePicture(this.page, name);
    }
  }

  /** Takes a picture in light and one in dark, whatever is open, in a thorough run; the window {@link followsSystemColours}. */
  async screenshots(name: string): Promise<void> {
    if (!thorough) {
      return;
    }
    // Nothing is to be seen that only the mouse shows.
    await this.page.mouse.move(640, 600);
    for (const theme of ['dark', 'light'] as const) {
      await this.page.emulateMedia({ colorScheme: theme });
      await this.page.locator(`.monaco-workbench.${themes[theme].className}`).waitFor();
      await this.screenshot(`${name}-${theme}`);
    }
  }

  #statusBarItem(text: string): Locator {
    const items = this.page.locator('.statusbar-item');
    return items
      .filter({ hasText: text })
      .or(this.page.locator(`.statusbar-item[aria-label*=${JSON.stringify(text)}]`))
      .first();
  }
}

/** `out/screenshots/NAME.png`. */
export async function takePicture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(projectFolder, 'out', 'screenshots', `${name}.png`) });
}
