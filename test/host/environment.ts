/**
 * Our variables, for a VS Code that we start: without those by which the VS Code whose terminal we may run in
 * would make it a part of itself, or plain Node.
 */
export function environmentForVSCode(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && entry[0] !== 'ELECTRON_RUN_AS_NODE' && !entry[0].startsWith('VSCODE_'),
    ),
  );
}
