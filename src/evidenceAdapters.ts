import type { EvidencePorts } from './change/evidencePorts.ts';
import type { GitLocation } from './git/git.ts';
import { identity } from './git/identity.ts';
import { addNote } from './git/notes.ts';
import { SshSignatures } from './git/signatures.ts';

/**
 * What evidence needs, without the network's libraries. Both doors load this file when first needed.
 * @param mayAsk Whether a passphrase may be asked for on the terminal that we run in.
 */
export function openEvidencePorts(
  location: GitLocation,
  options: { readonly mayAsk: boolean },
): EvidencePorts {
  return {
    signatures: new SshSignatures(location, options),
    identity: async () => identity(location),
    addNote: async (space, commit, text) => addNote(location, space, commit, text),
  };
}
