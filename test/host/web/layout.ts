import { existsSync } from 'node:fs';
import path from 'node:path';

/** VS Code's own folder in an installation. */
export function vscodeFolder(installation: string): string {
  return path.join(installation, 'node_modules', 'code-server', 'lib', 'vscode');
}

/** The package that holds Node 24 for this machine, if there is one. */
export function nodePackage(installation: string): string | undefined {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  return ['node', 'node-bin']
    .map((prefix) => path.join(installation, 'node_modules', `${prefix}-${platform}-${process.arch}`))
    .find((folder) => existsSync(folder));
}

/** The Node 24 that VS Code's server needs: the one from npm, else the one that runs this. */
export function nodeBinary(installation: string): string | undefined {
  const folder = nodePackage(installation);
  if (folder !== undefined) {
    return path.join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  }
  return process.versions.node.startsWith('24.') ? process.execPath : undefined;
}
