import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposables.ts';

const scheme = 'change-guide-text';

/** A text of ours as a document, to be shown beside a file. It can't be written to. */
export function shownText(path: string, text: string): Disposable & { readonly uri: vscode.Uri } {
  // Another address each time: VS Code keeps what it has shown.
  const uri = vscode.Uri.from({ scheme, path, query: String(Date.now()) });
  const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: ({ query }) => (query === uri.query ? text : undefined),
  });
  return {
    uri,
    dispose() {
      provider.dispose();
    },
  };
}
