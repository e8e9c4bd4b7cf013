import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { launchArguments } from '../host/electron/arguments.ts';
import { environmentForVSCode } from '../host/environment.ts';
import { NoHostError, type WindowOptions } from '../host/host.ts';
import { startOwned } from '../host/processes.ts';
import { writeSettings } from '../host/profile.ts';

/** Opens a window of the installed VS Code. It closes with this process. */
export function openOnDesktop(program: string, options: WindowOptions): void {
  writeSettings(options);
  startOwned(program, launchArguments(options), { stdio: 'ignore', env: environmentForVSCode() });
}

/**
 * The program of the installed VS Code: `VSCODE_PATH`, or the one that `code` starts. Not `code` itself, because that
 * returns at once and leaves a program behind that we could not end.
 */
export function installedVSCode(): string {
  const program = process.env['VSCODE_PATH'] ?? behind(findCode());
  if (program === undefined || !existsSync(program)) {
    throw new NoHostError(
      'No desktop VS Code was found. Install it and its `code` command, or set VSCODE_PATH to its program; without --desktop the demo runs in a browser.',
    );
  }
  return program;
}

function findCode(): string | undefined {
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  return (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find((file) => existsSync(file));
}

/** `code` is a script in a folder of its own, at a fixed place beside the program. */
function behind(code: string | undefined): string | undefined {
  if (code === undefined) {
    return undefined;
  }
  const bin = path.dirname(realpathSync(code));
  switch (process.platform) {
    case 'win32':
      return path.join(bin, '..', 'Code.exe');
    case 'darwin':
      return ['Code', 'Electron']
        .map((name) => path.join(bin, '../../../MacOS', name))
        .find((file) => existsSync(file));
    default:
      return path.join(bin, '..', 'code');
  }
}
