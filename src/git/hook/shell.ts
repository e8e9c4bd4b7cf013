/** A text as one word of a POSIX shell, whatever is in it. */
function quotedForShell(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** A path as the `sh` of Git for Windows takes it; elsewhere a backslash is a character like any other. */
export function pathForShell(path: string): string {
  return quotedForShell(process.platform === 'win32' ? path.replaceAll('\\', '/') : path);
}
