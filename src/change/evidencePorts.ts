import type { Signatures } from './signatures.ts';

/** What making evidence needs of this machine. Every call may throw a `HumanError`. */
export interface EvidencePorts {
  readonly signatures: Signatures;
  /** Who works here, as git knows them; null when git knows nobody. */
  identity(): Promise<{ readonly name: string; readonly email: string } | null>;
  /**
   * Keeps a text as a git note on a commit; one that is there stays as it is, and it is an error.
   * @param space The notes' own name, as in `refs/notes/<space>`.
   */
  addNote(space: string, commit: string, text: string): Promise<void>;
}
