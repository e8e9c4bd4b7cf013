import * as vscode from 'vscode';

/**
 * The part of VS Code's Git extension that we use: where git is, which repositories are open, and when they
 * change.
 *
 * @see https://github.com/microsoft/vscode/blob/main/extensions/git/src/api/git.d.ts
 */
export interface GitApi {
  readonly state: 'uninitialized' | 'initialized';
  readonly onDidChangeState: vscode.Event<'uninitialized' | 'initialized'>;
  readonly git: { readonly path: string };
  readonly repositories: readonly GitRepository[];
  readonly onDidOpenRepository: vscode.Event<GitRepository>;
  readonly onDidCloseRepository: vscode.Event<GitRepository>;
  getRepository(uri: vscode.Uri): GitRepository | null;
  registerPostCommitCommandsProvider(provider: {
    getCommands(repository: GitRepository): vscode.Command[];
  }): vscode.Disposable;
  registerPushErrorHandler(handler: PushErrorHandler): vscode.Disposable;
  /** The address of a file as of a commit, for diff editors. */
  toGitUri(uri: vscode.Uri, commit: string): vscode.Uri;
}

export interface PushErrorHandler {
  /** @returns whether the error was told; VS Code says nothing of its own then. */
  handlePushError(
    repository: GitRepository,
    remote: { readonly name: string },
    refspec: string,
    error: Error & { readonly stderr?: string; readonly gitArgs?: readonly string[] },
  ): Promise<boolean>;
}

/** The Git extension's own numbers. */
export const forcePush = { force: 0, withLease: 1, withLeaseIfIncludes: 2 } as const;
export type ForcePush = (typeof forcePush)[keyof typeof forcePush];

export interface GitRepository {
  readonly rootUri: vscode.Uri;
  readonly state: {
    readonly HEAD:
      | {
          readonly name?: string;
          readonly commit?: string;
          readonly upstream?: { readonly remote: string; readonly name: string };
          readonly ahead?: number;
          readonly behind?: number;
        }
      | undefined;
    readonly indexChanges: readonly { readonly uri: vscode.Uri }[];
    readonly workingTreeChanges: readonly { readonly uri: vscode.Uri }[];
    readonly untrackedChanges: readonly { readonly uri: vscode.Uri }[];
    readonly remotes: readonly { readonly name: string; readonly fetchUrl?: string }[];
    readonly onDidChange: vscode.Event<void>;
  };
  readonly ui: { readonly selected: boolean; readonly onDidChange: vscode.Event<void> };
  status(): Promise<void>;
  push(remoteName?: string, refspec?: string, setUpstream?: boolean, force?: ForcePush): Promise<void>;
}

interface GitExtension {
  readonly enabled: boolean;
  readonly onDidChangeEnablement: vscode.Event<boolean>;
  getAPI(version: 1): GitApi;
}

/** The Git extension's API once it has looked for repositories; undefined while Git is turned off. */
export async function gitApi(): Promise<GitApi | undefined> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (!extension) {
    return undefined;
  }
  const exports = extension.isActive ? extension.exports : await extension.activate();
  if (!exports.enabled) {
    return undefined;
  }
  const api = exports.getAPI(1);
  if (api.state === 'uninitialized') {
    await new Promise<void>((resolve) => {
      const listener = api.onDidChangeState(() => {
        listener.dispose();
        resolve();
      });
    });
  }
  return api;
}
