import transliterate from '@sindresorhus/transliterate';

const longestSlug = 50;
const fallback = 'change';

/**
 * A title as part of a branch name: `Rate-limit the “forgot password” form` → `rate-limit-the-forgot-password-form`.
 *
 * Letters that have a usual Latin spelling get it; those of other scripts stay, which git allows. Cut at a word,
 * at most 50 characters; never empty, and never with anything that git, a shell or a file system would mind.
 */
export function slugOf(title: string): string {
  const words = transliterate(title)
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’]/g, '')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
  let slug = '';
  for (const word of words) {
    const longer = slug === '' ? word : `${slug}-${word}`;
    if (slug !== '' && longer.length > longestSlug) {
      break;
    }
    slug = longer;
  }
  // A single word of a script without spaces is cut between characters, not within one.
  const cut = Array.from(slug).slice(0, longestSlug).join('');
  return cut === '' ? fallback : cut === 'lock' ? 'lock-change' : cut;
}
