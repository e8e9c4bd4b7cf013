const named: Readonly<Record<string, string>> = {
  '&#39;': "'",
  '&nbsp;': ' ',
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
};

/** The words of a page as a person reads them. */
export function wordsOf(page: string): string {
  return page
    .replace(/<style>[^]*<\/style>/, '')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&#39;|&nbsp;|&amp;|&lt;|&gt;|&quot;/g, (entity) => named[entity] ?? '')
    .replaceAll(/\s+/g, ' ');
}
