import { cpSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from './folders.ts';
import { profileFolders } from './profile.ts';

/** What VS Code reads of the extension; the rest of the clone is for people. */
const parts = [
  'package.json',
  'package.nls.json',
  'package.nls.de.json',
  'l10n',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'dist',
  'media',
];

/**
 * Installs the built extension into a profile that has no extensions yet, as unpacking its package would. Unlike an
 * extension under development it is there whatever address or folder a person opens.
 *
 * A copy, not a link: VS Code gives `vscode` to modules whose real path is below the extensions folder.
 */
export function installExtension(profile: string): void {
  const { publisher, name, version } = JSON.parse(
    readFileSync(path.join(projectFolder, 'package.json'), 'utf8'),
  ) as Record<'publisher' | 'name' | 'version', string>;
  const folder = path.join(profileFolders(profile).extensions, `${publisher}.${name}-${version}`);
  for (const part of parts) {
    const source = path.join(projectFolder, part);
    if (existsSync(source)) {
      cpSync(source, path.join(folder, part), { recursive: true });
    }
  }
}
