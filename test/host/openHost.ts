import { openElectronHost } from './electron/electronHost.ts';
import { type Host, NoHostError } from './host.ts';
import { openWebHost } from './web/webHost.ts';

/** The desktop's VS Code where it can be had, else VS Code's server; `TEST_HOST` forces one. */
export async function openHost(): Promise<Host> {
  const forced = process.env['TEST_HOST'] ?? '';
  switch (forced) {
    case '':
      return (await openElectronHost()) ?? (await openWebHost());
    case 'web':
      return openWebHost();
    case 'electron': {
      const host = await openElectronHost();
      if (host === undefined) {
        throw new NoHostError(
          'TEST_HOST is electron, but no desktop VS Code can be shown here: set VSCODE_PATH to one, or go online to download it; on Linux it also needs a display, or Xvfb.',
        );
      }
      return host;
    }
    default:
      throw new NoHostError(`TEST_HOST is ${forced}. Set it to electron or web, or unset it.`);
  }
}
