import { HumanError, wordsOf } from '../base/errors.ts';
import { say } from '../base/say.ts';

/** Why a file of ours could not be written, and what to do about it. */
export function notWritten(file: string, error: unknown): HumanError {
  return new HumanError(wordsFor(file, error), { cause: error });
}

function wordsFor(file: string, error: unknown) {
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return say`The disk is full: ${file} could not be written. Make room, then retry.`;
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return say`${file} could not be written: you may not write there. Make the folder writable for you, then retry.`;
    default:
      return say`${file} could not be written: ${wordsOf(error)}`;
  }
}

/** As `ENOENT`; undefined for what the file system did not say. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
