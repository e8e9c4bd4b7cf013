import * as vscode from 'vscode';

/** Shows the page: in the browser, which can print it, or in an editor where the file is on another machine. */
export async function openPage(page: vscode.Uri, title: string): Promise<void> {
  const isHere = vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop;
  if (isHere && (await vscode.env.openExternal(page))) {
    return;
  }
  const panel = vscode.window.createWebviewPanel(
    'changeGuide.evidence',
    title,
    vscode.ViewColumn.Active,
    // The page has no script and asks for nothing; this says so once more.
    { enableScripts: false, localResourceRoots: [] },
  );
  panel.webview.html = new TextDecoder().decode(await vscode.workspace.fs.readFile(page));
}
