import { realpathSync } from 'node:fs';
import { type WindowOptions } from '../host.ts';
import { profileFolders } from '../profile.ts';

/** What the desktop's VS Code is started with, to open one window. */
export function launchArguments({
  workspace,
  profile,
  extension,
  tests,
  trust = 'trusted',
  language,
}: WindowOptions): string[] {
  const { userData, extensions } = profileFolders(profile);
  return [
    realpathSync(workspace),
    '--new-window',
    `--user-data-dir=${userData}`,
    `--extensions-dir=${extensions}`,
    ...(language === undefined ? [] : [`--locale=${language}`]),
    '--skip-welcome',
    '--skip-release-notes',
    '--disable-updates',
    '--disable-telemetry',
    // As in a container: root has no sandbox to be in.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...(trust === 'trusted' ? ['--disable-workspace-trust'] : []),
    ...(extension === undefined ? [] : [`--extensionDevelopmentPath=${realpathSync(extension)}`]),
    ...(tests === undefined ? [] : [`--extensionTestsPath=${realpathSync(tests)}`]),
  ];
}
