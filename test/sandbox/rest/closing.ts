/** The numbers that GitHub's closing keywords name in a text: `Closes #12`. */
export function closingNumbers(body: string | null): number[] {
  const keyword = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\s*:?\s+#(\d+)/gi;
  return [...(body ?? '').matchAll(keyword)].map((match) => Number(match[1]));
}
