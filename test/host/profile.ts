import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type WindowOptions } from './host.ts';
import { quietSettings } from './settings.ts';

/** Where things are in a profile; the same for the desktop's VS Code and the server's. */
export interface ProfileFolders {
  readonly userData: string;
  readonly extensions: string;
  readonly logs: string;
}

export function profileFolders(profile: string): ProfileFolders {
  const userData = path.join(profile, 'data');
  return { userData, extensions: path.join(profile, 'extensions'), logs: path.join(userData, 'logs') };
}

/**
 * Writes what VS Code knows of a language pack that is installed, so that it takes the language for one that it can be
 * shown in. The pack is an empty one: only extensions bring words of their own.
 */
export function writeLanguagePack({ profile, language }: WindowOptions): void {
  if (language === undefined) {
    return;
  }
  const { userData } = profileFolders(profile);
  mkdirSync(userData, { recursive: true });
  const words = path.join(userData, `${language}.i18n.json`);
  writeFileSync(words, JSON.stringify({ version: '1.0.0', contents: {} }));
  const extensions = [{ extensionIdentifier: { id: `test.language-pack-${language}` }, version: '1.0.0' }];
  const pack = { hash: 'empty', label: language, extensions, translations: { vscode: words } };
  writeFileSync(path.join(userData, 'languagepacks.json'), JSON.stringify({ [language]: pack }));
}

/** Writes the settings of a window into its profile, before VS Code starts. */
export function writeSettings({ profile, settings, theme = 'light' }: WindowOptions): void {
  const folder = path.join(profileFolders(profile).userData, 'User');
  mkdirSync(folder, { recursive: true });
  const all = { ...quietSettings(theme), ...settings };
  writeFileSync(path.join(folder, 'settings.json'), `${JSON.stringify(all, undefined, 2)}\n`);
}
