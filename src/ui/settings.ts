import * as vscode from 'vscode';
import type { ChangeEvent } from '../change/changeEvents.ts';
import type { AfterMerge } from '../change/ticketsFollow.ts';

/** The settings that `package.json` contributes, with their defaults from there. */
export interface Settings {
  /** VS Code's own `github-enterprise.uri`: the one server that its sign-in knows. */
  readonly vscodeEnterpriseServer: string;
  /** Web addresses of all GitHub Enterprise Servers, that one included. */
  readonly enterpriseServers: readonly string[];
  readonly assignTicket: boolean;
  readonly publishBranch: boolean;
  readonly afterMerge: AfterMerge;
  readonly commentOnTicket: boolean;
  readonly notifications: Readonly<Record<ChangeEvent['kind'], boolean>>;
  readonly securityBadges: boolean;
  readonly waiting: { readonly enabled: boolean; readonly scope: 'workspace' | 'organization' };
}

/** The setting of each kind of notification, below `changeGuide.notifications`. */
export const notificationSettings: Readonly<Record<ChangeEvent['kind'], string>> = {
  'approval-came': 'approvals',
  'changes-requested': 'changesRequested',
  'approval-lost': 'approvalsLost',
  'ready-to-merge': 'readyToMerge',
};

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
    afterMerge: {
      closes: own.get('merge.closeTicket', true),
      movesTo: own.get('merge.moveTicketTo', '').trim(),
    },
    commentOnTicket: own.get('submit.commentOnTicket', false),
    notifications: {
      'approval-came': notifies('approval-came'),
      'changes-requested': notifies('changes-requested'),
      'approval-lost': notifies('approval-lost'),
      'ready-to-merge': notifies('ready-to-merge'),
    },
    securityBadges: own.get('securityBadges', true),
    waiting: {
      enabled: own.get('waiting.enabled', true),
      scope: own.get('waiting.scope', 'workspace'),
    },
  };

  function notifies(kind: ChangeEvent['kind']): boolean {
    return own.get(`notifications.${notificationSettings[kind]}`, true);
  }
}

/** Turns one kind of notification off, in all windows. */
export async function turnOff(kind: ChangeEvent['kind']): Promise<void> {
  await vscode.workspace
    .getConfiguration('changeGuide.notifications')
    .update(notificationSettings[kind], false, vscode.ConfigurationTarget.Global);
}

/** Whether a change of settings can change what a repository's host is. */
export function affectsHosts(event: vscode.ConfigurationChangeEvent): boolean {
  return (
    event.affectsConfiguration('changeGuide.enterpriseServers') ||
    event.affectsConfiguration('github-enterprise')
  );
}
