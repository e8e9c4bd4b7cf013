import { closestMatch } from 'leven';

/** The name that was most likely meant by a misspelt one: two or a third of its letters differ at most, case aside. */
export function nearestName(misspelt: string, names: readonly string[]): string | undefined {
  const byLowerCase = new Map(names.map((name) => [name.toLowerCase(), name]));
  const maxDistance = misspelt.length < 4 ? 1 : Math.max(2, Math.floor(misspelt.length / 3));
  const match = closestMatch(misspelt.toLowerCase(), [...byLowerCase.keys()], { maxDistance });
  return match === undefined ? undefined : byLowerCase.get(match);
}
