import { _electron as electron, type ElectronApplication } from 'playwright-core';
import { environmentForVSCode } from '../environment.ts';
import { type Host, type HostWindow, type WindowOptions } from '../host.ts';
import { profileFolders, writeLanguagePack, writeSettings } from '../profile.ts';
import { launchArguments } from './arguments.ts';
import { findDesktop } from './desktop.ts';
import { type Display, openDisplay } from './display.ts';

/** The desktop's VS Code; undefined where it cannot be had, or could not be shown. */
export async function openElectronHost(): Promise<Host | undefined> {
  const display = await openDisplay();
  if (display === undefined) {
    return undefined;
  }
  const program = await findDesktop();
  if (program === undefined) {
    await display.close();
    return undefined;
  }
  const windows = new Set<HostWindow>();
  return {
    name: `VS Code at ${program}`,
    openWindow: async (options) => {
      const application = await launch(program, options, display);
      const window: HostWindow = {
        page: await application.firstWindow(),
        logs: profileFolders(options.profile).logs,
        close: async () => {
          windows.delete(window);
          await application.close();
        },
      };
      windows.add(window);
      await window.page.waitForSelector('.monaco-workbench');
      return window;
    },
    close: async () => {
      await Promise.all([...windows].map(async (window) => window.close()));
      await display.close();
    },
  };
}

async function launch(
  program: string,
  options: WindowOptions,
  display: Display,
): Promise<ElectronApplication> {
  writeSettings(options);
  writeLanguagePack(options);
  return electron.launch({
    executablePath: program,
    args: [...launchArguments(options), '--disable-gpu'],
    env: { ...environmentForVSCode(), ...display.environment, ...options.environment },
  });
}
