import type * as vscode from 'vscode';

/** The drafts of all clones, wherever their git folder is. */
export const draftSelector: vscode.DocumentFilter = {
  scheme: 'file',
  pattern: '**/change-guide/drafts/*/pull-request.md',
};

/** Cheap enough for every document that is opened. */
export function isDraft({ uri }: Pick<vscode.TextDocument, 'uri'>): boolean {
  return uri.scheme === 'file' && /\/change-guide\/drafts\/[^/]+\/pull-request\.md$/.test(uri.path);
}
