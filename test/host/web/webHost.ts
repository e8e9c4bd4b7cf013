import { type Browser, chromium } from 'playwright-core';
import { type Host, type HostWindow } from '../host.ts';
import { findBrowser } from './browser.ts';
import { webInstallation } from './installation.ts';
import { serveWindow } from './server.ts';

const viewport = { width: 1280, height: 800 };

/** VS Code's server, looked at through a headless Chromium: VS Code without a desktop. */
export async function openWebHost(): Promise<Host> {
  const installation = await webInstallation();
  const browser = await launch(await findBrowser());
  const windows = new Set<HostWindow>();
  return {
    name: `VS Code ${installation.version} in Chromium ${browser.version()}`,
    openWindow: async (options) => {
      const server = await serveWindow(installation, options);
      const context = await browser.newContext({ viewport });
      const window: HostWindow = {
        page: await context.newPage(),
        logs: server.logs,
        close: async () => {
          windows.delete(window);
          // The page first: it tells the extension host to go, which then writes the rest of its log.
          await context.close();
          await server.close();
        },
      };
      windows.add(window);
      await window.page.goto(server.url);
      await window.page.waitForSelector('.monaco-workbench');
      return window;
    },
    close: async () => {
      await Promise.all([...windows].map(async (window) => window.close()));
      await browser.close();
    },
  };
}

async function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    // Root, as in most containers, has no sandbox to be in. The browser opens nothing but our own server.
    chromiumSandbox: false,
    args: [
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
