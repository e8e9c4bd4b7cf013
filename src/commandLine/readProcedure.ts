import { readFile } from 'node:fs/promises';
import { HumanError, sentenceOf } from '../base/errors.ts';
import { onOneLine } from '../base/text.ts';
import { parseProcedure, type ParsedProcedure } from '../procedure/parseProcedure.ts';

/** Where a repository keeps its procedure. */
export const procedureFile = '.github/change-procedure.yml';

/** @throws {HumanError} when the file cannot be read as text. */
export async function readProcedure(file: string): Promise<ParsedProcedure> {
  return parseProcedure(await readProcedureText(file));
}

/**
 * All of the file, a byte order mark too, so that its digest can be taken.
 * @throws {HumanError} when the file cannot be read as text.
 */
export async function readProcedureText(file: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    throw new HumanError(`the procedure file could not be read: ${sentenceOf(error)}`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) {
      throw new HumanError(`${file} is not UTF-8 text; save it as UTF-8`);
    }
    throw error;
  }
}

/** A line for each problem, as compilers write them: `file:line:column: message`. */
export function problemLines(file: string, parsed: ParsedProcedure): string {
  return parsed.ok
    ? ''
    : parsed.problems
        .map(({ line, column, message }) => `${onOneLine(`${file}:${line}:${column}: ${message}`)}\n`)
        .join('');
}
