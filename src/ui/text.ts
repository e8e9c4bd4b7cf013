/** A text from outside as a label: VS Code would show `$(trash)` in it as a picture. */
export function plainLabel(text: string): string {
  return text.replace(/\$\(/g, '\\$(');
}
