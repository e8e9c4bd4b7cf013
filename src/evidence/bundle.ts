import { canonicalJson } from '../procedure/digest.ts';
import { fileNames, type EvidenceFiles } from './manifest.ts';

/** Where evidence is kept as git notes. */
export const noteSpace = 'change-guide-evidence';

/** All parts in one text, for a git note: canonical JSON of each part's text by its name. */
export function bundleOf(files: EvidenceFiles): string {
  return canonicalJson(Object.fromEntries(files));
}

/** The parts of a bundle; undefined for what is none, or is not written as {@link bundleOf} writes it. */
export function partsOf(bundle: string): EvidenceFiles | undefined {
  let value: unknown;
  try {
    value = JSON.parse(bundle);
  } catch {
    return undefined;
  }
  const names = new Set<string>(Object.values(fileNames));
  if (typeof value !== 'object' || value === null || canonicalJson(value) !== bundle) {
    return undefined;
  }
  const files = new Map<string, string>();
  for (const [name, text] of Object.entries(value)) {
    if (!names.has(name) || typeof text !== 'string') {
      return undefined;
    }
    files.set(name, text);
  }
  return files.size > 0 ? files : undefined;
}
