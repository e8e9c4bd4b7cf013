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

/** Writes the settings of a window into its profile, before VS Code starts. */
export function writeSettings({ profile, settings, theme = 'light' }: WindowOptions): void {
  const folder = path.join(profileFolders(profile).userData, 'User');
  mkdirSync(folder, { recursive: true });
  const all = { ...quietSettings(theme), ...settings };
  writeFileSync(path.join(folder, 'settings.json'), `${JSON.stringify(all, undefined, 2)}\n`);
}
