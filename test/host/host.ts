import { type Page } from 'playwright-core';
import { type Settings, type Theme } from './settings.ts';

/** What a window of VS Code is opened with. */
export interface WindowOptions {
  /** The folder, or the `.code-workspace` file, that is open in it. */
  readonly workspace: string;
  /**
   * The folder in which this VS Code keeps its settings, state, extensions and logs. Given twice, the second
   * window finds what the first one left.
   */
  readonly profile: string;
  /** The folder of the extension under development. */
  readonly extension?: string;
  /** A CommonJS module that exports `run(): Promise<void>`, to be called inside the extension host. */
  readonly tests?: string;
  /** User settings, beside those that keep VS Code quiet. */
  readonly settings?: Settings;
  /** Variables that the extension host and its terminals see, beside our own. */
  readonly environment?: Readonly<Record<string, string>>;
  /** `untrusted` has it in Restricted Mode until someone says otherwise. Default: `trusted`. */
  readonly trust?: 'trusted' | 'untrusted';
  /** The language that it is shown in, such as `de`. Default: English. VS Code's own words stay English. */
  readonly language?: string;
  /** Default: `light`. */
  readonly theme?: Theme;
}

/** A window of VS Code, driven through playwright. */
export interface HostWindow {
  readonly page: Page;
  /** VS Code's own logs: the extension host's, and each extension's output. */
  readonly logs: string;
  close(): Promise<void>;
}

/** A VS Code that can open windows. */
export interface Host {
  /** For people: `VS Code 1.139.1 in Chromium`. */
  readonly name: string;
  openWindow(options: WindowOptions): Promise<HostWindow>;
  /** Closes all windows. */
  close(): Promise<void>;
}

/** No VS Code can be had here. The message says what to install. */
export class NoHostError extends Error {
  override readonly name = 'NoHostError';
}
