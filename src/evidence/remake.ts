import type { Statement } from './statement.ts';

/**
 * Where a statement differs from the one that its own record and procedure give: nowhere, only in the sentences of its
 * findings, or in these parts. Sentences may be worded otherwise by another version; codes stay.
 */
export function differencesFrom(
  remade: Statement,
  value: unknown,
): 'none' | 'wording' | readonly [string, ...string[]] {
  const all = differencesIn('', remade, value);
  const [first, ...others] = all.filter((place) => !sentence.test(place));
  if (first !== undefined) {
    return [first, ...others];
  }
  return all.length === 0 ? 'none' : 'wording';
}

const sentence = /^predicate\.report\.steps\[\d+\]\.findings\[\d+\]\.message$/;

/** Here in-toto asks to pass over fields that are not known; all else must be just so. */
const mayHoldMore = new Set(['', 'predicate']);

function differencesIn(place: string, wanted: unknown, found: unknown): string[] {
  if (Array.isArray(wanted)) {
    return Array.isArray(found) && found.length === wanted.length
      ? wanted.flatMap((each, index) => differencesIn(`${place}[${index}]`, each, found[index]))
      : [place];
  }
  if (isObject(wanted)) {
    if (!isObject(found)) {
      return [place];
    }
    const keys = new Set([...Object.keys(wanted), ...(mayHoldMore.has(place) ? [] : Object.keys(found))]);
    return [...keys].flatMap((key) =>
      differencesIn(place === '' ? key : `${place}.${key}`, wanted[key], found[key]),
    );
  }
  return wanted === found ? [] : [place];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
