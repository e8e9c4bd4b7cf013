import * as vscode from 'vscode';

/** The settings that `package.json` contributes, with their defaults from there. */
export interface Settings {
  /** VS Code's own `github-enterprise.uri`: the one server that its sign-in knows. */
  readonly vscodeEnterpriseServer: string;
  /** Web addresses of all GitHub Enterprise Servers, that one included. */
  readonly enterpriseServers: readonly string[];
  readonly assignTicket: boolean;
  readonly publishBranch: boolean;
  readonly closeTicket: boolean;
}

/** As they are now; nothing is kept, so that a change takes effect at once. */
export function settings(): Settings {
  const own = vscode.workspace.getConfiguration('changeGuide');
  const vscodeEnterpriseServer = vscode.workspace
    .getConfiguration('github-enterprise')
    .get<string>('uri', '');
  return {
    vscodeEnterpriseServer,
    enterpriseServers: [vscodeEnterpriseServer, ...own.get<string[]>('enterpriseServers', [])].filter(
      (url) => url !== '',
    ),
    assignTicket: own.get('startChange.assignTicket', true),
    publishBranch: own.get('startChange.publishBranch', true),
    closeTicket: own.get('merge.closeTicket', true),
  };
}

/** Whether a change of settings can change what a repository's host is. */
export function affectsHosts(event: vscode.ConfigurationChangeEvent): boolean {
  return event.affectsConfiguration('changeGuide') || event.affectsConfiguration('github-enterprise');
}
