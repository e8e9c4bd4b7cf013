/** Matches an element whose whole text is this. VS Code draws some spaces as no-break ones. */
export function exactly(text: string): RegExp {
  const escaped = text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(' ', String.raw`\s`);
  return new RegExp(String.raw`^\s*${escaped}\s*$`);
}
