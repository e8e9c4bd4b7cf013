import { sha256Hex } from '../procedure/digest.ts';

/** The parts of the evidence of a change, by file name, each as UTF-8 text. */
export type EvidenceFiles = ReadonlyMap<string, string>;

export const fileNames = {
  statement: 'statement.json',
  page: 'evidence.html',
  manifest: 'SHA256SUMS',
  signature: 'SHA256SUMS.sig',
} as const;

/** What the manifest lists: everything but itself and its signature. */
export const listedFiles = [fileNames.page, fileNames.statement] as const;

/** The digests as `sha256sum` and `shasum -a 256` write and check them. This is what is signed. */
export function manifestOf(files: EvidenceFiles): string {
  return listedFiles.map((name) => `${sha256Hex(files.get(name) ?? '')}  ${name}\n`).join('');
}
