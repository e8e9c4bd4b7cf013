import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { profileFolders } from '../../host/profile.ts';

/** Installs what stands for the GitHub Pull Requests extension: it tells which address it was asked to open. */
export function installPullRequestsExtension(profile: string): void {
  const [publisher, name, version] = ['github', 'vscode-pull-request-github', '0.126.0'];
  const folder = path.join(profileFolders(profile).extensions, `${publisher}.${name}-${version}`);
  mkdirSync(folder, { recursive: true });
  const manifest = {
    publisher,
    name,
    version,
    engines: { vscode: '^1.101.0' },
    main: './main.js',
    activationEvents: ['onUri'],
  };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(
    path.join(folder, 'main.js'),
    `const { window } = require('vscode');
exports.activate = ({ subscriptions }) => {
  const handleUri = ({ path, query }) => window.showInformationMessage('Opened ' + path + ' ' + query);
  subscriptions.push(window.registerUriHandler({ handleUri }));
};
`,
  );
}
