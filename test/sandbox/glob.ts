/** Whether a glob fits a whole text: `*` stands for anything but `/`, and `**` for anything. */
export function matchesGlob(text: string, glob: string): boolean {
  const source = glob
    .split(/(\*\*|\*)/)
    .map((part) =>
      part === '**' ? '.*' : part === '*' ? '[^/]*' : part.replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`),
    )
    .join('');
  return new RegExp(`^${source}$`).test(text);
}
