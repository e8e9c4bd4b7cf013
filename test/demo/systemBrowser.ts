import { spawn } from 'node:child_process';

/** Opens an address in the browser that the system opens addresses in; says so where it cannot. */
export function openInSystemBrowser(url: string): void {
  const [program, ...args] = command(url);
  const browser = spawn(program, args, { stdio: 'ignore', detached: true });
  browser.once('error', () => {
    console.log(`No browser could be opened from here. Open ${url} yourself.`);
  });
  browser.unref();
}

function command(url: string): [string, ...string[]] {
  switch (process.platform) {
    case 'darwin':
      return ['open', url];
    case 'win32':
      // Not `start`, which would have cmd read the address.
      return ['rundll32', 'url.dll,FileProtocolHandler', url];
    default:
      return ['xdg-open', url];
  }
}
